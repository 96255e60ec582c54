package dev.sluice.traffic.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Strings that come again and again, such as names of headers: one for all that are alike. Confined to one thread. */
final class KnownNames {

    private static final int SIZE = 512;
    private static final int LONGEST = 64;

    private final @Nullable String[] names = new @Nullable String[SIZE];

    /** @param hash of the bytes, which are of ASCII */
    String find(byte[] text, int from, int to, int hash) {
        if (to - from > LONGEST) {
            return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        }
        int slot = (hash ^ hash >>> 9) & (SIZE - 1);
        String known = names[slot];
        if (known != null && is(known, text, from, to)) {
            return known;
        }
        String name = new String(text, from, to - from, StandardCharsets.ISO_8859_1);
        names[slot] = name;
        return name;
    }

    private static boolean is(String name, byte[] text, int from, int to) {
        if (name.length() != to - from) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) != text[from + i]) {
                return false;
            }
        }
        return true;
    }
}
