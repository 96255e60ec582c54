package dev.sluice.control;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The files of the console, out of the jar, by the paths that they are served under. Those are named one by one: no path of a
 * request is ever looked for. Pages may change and are asked about each time; what they refer to has its version in its path
 * and never changes. Immutable.
 */
final class ConsoleAssets {

    /** In pages: where the files of this version are. */
    private static final String VERSION = "@assets@";

    private static final String SWAGGER_VERSION = "@swagger-ui@";

    static final List<String> PAGES = List.of("index.html", "docs.html");

    static final List<String> FILES = List.of(
            "icon.svg",
            "theme.js",
            "console.css",
            "docs.css",
            "console.js",
            "docs.js",
            "api.js",
            "dom.js",
            "chart.js",
            "overview.js",
            "contracts.js",
            "registered.js",
            "try.js",
            "findings.js",
            "limits.js",
            "upstreams.js",
            "coverage.js");

    static final List<String> SWAGGER_FILES =
            List.of("swagger-ui-bundle.js", "swagger-ui.css", "swagger-ui-bundle.js.LICENSE.txt");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, Asset> byPath = new LinkedHashMap<>();

    /** @param tag in quotes, as {@code ETag} has it */
    record Asset(Buffer bytes, String type, String tag, boolean page) {}

    private ConsoleAssets() {}

    /** Reads them all: takes some milliseconds. */
    static ConsoleAssets load() {
        ConsoleAssets assets = new ConsoleAssets();
        Map<String, byte[]> files = new LinkedHashMap<>();
        FILES.forEach(name -> files.put(name, read("/ui/" + name)));
        String version = version(files);
        String swagger = swaggerVersion();
        files.forEach((name, bytes) -> assets.add("/ui/" + version + "/" + name, name, bytes, false));
        for (String name : SWAGGER_FILES) {
            byte[] bytes = read("/META-INF/resources/webjars/swagger-ui/" + swagger + "/" + name);
            assets.add("/ui/swagger-ui-" + swagger + "/" + name, name, bytes, false);
        }
        for (String name : PAGES) {
            String page = new String(read("/ui/" + name), StandardCharsets.UTF_8)
                    .replace(VERSION, version)
                    .replace(SWAGGER_VERSION, "swagger-ui-" + swagger);
            String path = name.equals("index.html") ? "/ui/" : "/ui/" + name.replace(".html", "");
            assets.add(path, name, page.getBytes(StandardCharsets.UTF_8), true);
        }
        return assets;
    }

    private void add(String path, String name, byte[] bytes, boolean page) {
        String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
        byPath.put(
                path, new Asset(Buffer.buffer(bytes), String.valueOf(type), '"' + digest(List.of(bytes)) + '"', page));
    }

    @Nullable
    Asset at(String path) {
        return byPath.get(path);
    }

    /** All of them. */
    Iterable<String> paths() {
        return byPath.keySet();
    }

    private static String version(Map<String, byte[]> files) {
        return digest(files.values());
    }

    private static String digest(Iterable<byte[]> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach(digest::update);
            return HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    private static String swaggerVersion() {
        Properties properties = new Properties();
        try (InputStream in =
                ConsoleAssets.class.getResourceAsStream("/META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            properties.load(in == null ? InputStream.nullInputStream() : in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "0");
    }

    private static byte[] read(String resource) {
        try (InputStream in = ConsoleAssets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource + " on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
