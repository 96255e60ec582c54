package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of the JSON-Schema-Test-Suite. */
public final class Suite {

    private static final String REMOTES = "http://localhost:1234/";

    /** One value with its verdict. */
    public record Case(String name, Schema schema, JsonValue value, String text, boolean valid) {}

    private final Path folder;
    private final Map<URI, Node> documents = new HashMap<>();

    public Suite(Path folder) {
        this.folder = folder;
    }

    public static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cases of a file; each is named by its place below {@code tests}. */
    public List<Case> cases(Path file, Dialect dialect, Formats formats) {
        byte[] json = read(file);
        String place = folder.resolve("tests").relativize(file).toString().replace('\\', '/');
        List<Case> cases = new ArrayList<>();
        for (JsonValue item : items(Schemas.parse(new String(json, StandardCharsets.UTF_8)))) {
            JsonValue.ObjectValue group = (JsonValue.ObjectValue) item;
            Schema schema = compile(Schemas.node(member(group, "schema")), dialect, formats);
            for (JsonValue test : items(member(group, "tests"))) {
                JsonValue.ObjectValue row = (JsonValue.ObjectValue) test;
                JsonValue data = member(row, "data");
                String text = new String(json, data.start(), data.end() - data.start(), StandardCharsets.UTF_8);
                boolean valid = ((JsonValue.BooleanValue) member(row, "valid")).value();
                String name = place + ": " + text(group) + ": " + text(row);
                cases.add(new Case(name, schema, data, text, valid));
            }
        }
        return cases;
    }

    private Schema compile(Node schema, Dialect dialect, Formats formats) {
        List<Fault> faults = new ArrayList<>();
        SchemaDocuments references = new SchemaDocuments(dialect, this::load, faults::add);
        references.add(URI.create("urn:sluice:suite"), schema);
        Schema compiled = new SchemaCompiler(dialect, formats, references, faults::add).compile(schema, "");
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(faults.toString());
        }
        return compiled;
    }

    private @Nullable Node load(URI location) {
        return documents.computeIfAbsent(location, this::find);
    }

    private @Nullable Node find(URI location) {
        String text = location.toString();
        if (text.startsWith(REMOTES)) {
            return node(read(folder.resolve("remotes").resolve(text.substring(REMOTES.length()))));
        }
        return text.contains("//json-schema.org/")
                ? metaSchema(location.getPath().substring(1))
                : null;
    }

    private static @Nullable Node metaSchema(String resource) {
        try (InputStream in = Suite.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : node(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node node(byte[] json) {
        return Schemas.node(Schemas.parse(new String(json, StandardCharsets.UTF_8)));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonValue> items(JsonValue value) {
        return ((JsonValue.ArrayValue) value).items();
    }

    private static JsonValue member(JsonValue.ObjectValue object, String name) {
        JsonValue value = object.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return value;
    }

    private static String text(JsonValue.ObjectValue described) {
        return ((JsonValue.StringValue) member(described, "description")).value();
    }
}
