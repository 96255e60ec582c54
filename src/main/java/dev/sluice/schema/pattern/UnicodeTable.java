package dev.sluice.schema.pattern;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The binary properties that ECMA-262 names, of Unicode 17, as Node.js 20 knows them; and for each script, which code points
 * belong either to it or to its extensions, but not to both. Each line has the names, a tab, and the code points where
 * membership changes, each as its distance from the one before, with 36 digits. Read when first asked. Safe for any thread.
 */
final class UnicodeTable {

    private static final String RESOURCE = "properties.txt";

    /** Made at the first use of the class. */
    private static final Map<String, String> LINES = read();

    private UnicodeTable() {}

    private static Map<String, String> read() {
        Map<String, String> lines = new HashMap<>();
        try (InputStream in = UnicodeTable.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + RESOURCE);
            }
            BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII));
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                int tab = line.indexOf('\t');
                for (String name : line.substring(0, tab).split(" ", -1)) {
                    lines.put(name, line.substring(tab + 1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return lines;
    }

    /** @return null where there is no such property */
    static @Nullable CodePoints property(String name) {
        String line = LINES.get(name);
        return line == null ? null : points(line);
    }

    /** What tells a script's extensions from the script. */
    static CodePoints extensions(UnicodeScript script) {
        String line = LINES.get("scx=" + script.name());
        return line == null ? CodePoints.NONE : points(line);
    }

    private static CodePoints points(String line) {
        String[] distances = line.split(" ", -1);
        int[] bounds = new int[distances.length];
        int point = 0;
        for (int i = 0; i < bounds.length; i++) {
            point += Integer.parseInt(distances[i], 36);
            bounds[i] = point;
        }
        return CodePoints.between(bounds);
    }
}
