package dev.sluice.registry;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a contract, byte for byte as they were given. Immutable: nobody writes to the arrays. */
public final class Bundle {

    private final String root;
    private final SortedMap<String, byte[]> files;

    /**
     * @param root the file that the others are referred from; one of them
     * @param files by path, as {@link FilePaths} has them
     */
    public Bundle(String root, Map<String, byte[]> files) {
        if (!files.containsKey(root)) {
            throw new IllegalArgumentException("the root is none of the files");
        }
        this.root = root;
        this.files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public String root() {
        return root;
    }

    /** In the order of their paths. */
    public SortedMap<String, byte[]> files() {
        return files;
    }

    /** All files together. */
    public long bytes() {
        return files.values().stream().mapToLong(file -> file.length).sum();
    }

    /**
     * SHA-256 in hexadecimal: of the bytes of an only file; of several, of the lines that {@code sha256sum} prints for
     * them in the order of their paths, and of a last line with the root's path.
     */
    public String digest() {
        if (files.size() == 1) {
            return digest(files.values().iterator().next());
        }
        StringBuilder lines = new StringBuilder();
        files.forEach((path, bytes) ->
                lines.append(digest(bytes)).append("  ").append(path).append('\n'));
        return digest(lines.append(root).append('\n').toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
