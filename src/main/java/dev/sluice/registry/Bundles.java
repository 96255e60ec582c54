package dev.sluice.registry;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what was given for the files of a contract: one YAML or JSON text, several by their paths, or a zip of them. Bounded
 * in files, bytes and values. Takes its time: not for event loops. Safe for any thread.
 *
 * @param maxFiles of one contract
 * @param maxBytes of all files together, unpacked
 */
public record Bundles(int maxFiles, long maxBytes) {

    /** GitHub's contract, with 5.7 MB, has half a million. */
    private static final long MAX_VALUES = 1_000_000;

    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] EMPTY_ZIP = {'P', 'K', 5, 6};
    private static final int MOST_NAMED = 5;

    /**
     * Bytes as they came.
     *
     * @param root the path of the root in a zip; null where there is only one file that can be it
     */
    public Bundle of(byte[] bytes, @Nullable String root) throws BundleException {
        if (begins(bytes, ZIP) || begins(bytes, EMPTY_ZIP)) {
            return of(new ZipFiles(maxFiles, maxBytes).read(bytes), root);
        }
        if (root != null) {
            throw new BundleException("root beside a single text (expected: only of several files)");
        }
        String name = begins(bytes, new byte[] {'{'}) ? "openapi.json" : "openapi.yaml";
        return of(Map.of(name, bytes), name);
    }

    /**
     * Several files.
     *
     * @param files by path
     */
    public Bundle of(Map<String, byte[]> files, @Nullable String root) throws BundleException {
        if (files.isEmpty()) {
            throw new BundleException("no file (expected: an OpenAPI document)");
        }
        if (files.size() > maxFiles) {
            throw new BundleException("too many files (expected: at most " + maxFiles + ")", true);
        }
        FilePaths.check(files.keySet());
        long bytes = 0;
        long values = 0;
        for (byte[] file : files.values()) {
            bytes += file.length;
            values += values(file);
        }
        if (bytes > maxBytes) {
            throw new BundleException("too many bytes (expected: at most " + maxBytes + ")", true);
        }
        if (values > MAX_VALUES) {
            throw new BundleException("too many values (expected: at most about " + MAX_VALUES + ")", true);
        }
        return new Bundle(root(files, root), files);
    }

    /** Each value has a sign of its own beside it, so these are at least as many: what memory they may take is bounded. */
    private static long values(byte[] file) {
        long values = 0;
        for (byte b : file) {
            switch (b) {
                case ',', ':', '[', '{', '-', '\n', '\r' -> values++;
                default -> {
                    // of no value's beginning
                }
            }
        }
        return values;
    }

    private static String root(Map<String, byte[]> files, @Nullable String asked) throws BundleException {
        if (asked != null) {
            if (!files.containsKey(asked)) {
                throw new BundleException("root names none of the files (expected: the path of one)");
            }
            return asked;
        }
        if (files.size() == 1) {
            return files.keySet().iterator().next();
        }
        List<String> roots = new TreeMap<>(files)
                .entrySet().stream()
                        .filter(file -> isOpenApi(file.getKey(), file.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        if (roots.size() != 1) {
            throw new BundleException(
                    roots.isEmpty()
                            ? "none of the files is an OpenAPI document (expected: openapi, or swagger, at the root of one)"
                            : "several files are OpenAPI documents (expected: root, one of "
                                    + String.join(", ", roots.subList(0, Math.min(MOST_NAMED, roots.size())))
                                    + (roots.size() > MOST_NAMED ? ", …" : "")
                                    + ")");
        }
        return roots.get(0);
    }

    private static boolean isOpenApi(String path, byte[] bytes) {
        String name = path.toLowerCase(Locale.ROOT);
        if (!name.endsWith(".yaml") && !name.endsWith(".yml") && !name.endsWith(".json")) {
            return false;
        }
        try {
            return DocumentReader.read(path, bytes) instanceof Node.Mapping document
                    && (document.get("openapi") != null || document.get("swagger") != null);
        } catch (DocumentException e) {
            return false;
        }
    }

    private static boolean begins(byte[] bytes, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= bytes.length || bytes[i] != with[i]) {
                return false;
            }
        }
        return true;
    }
}
