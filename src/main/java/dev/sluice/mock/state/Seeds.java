package dev.sluice.mock.state;

import java.util.UUID;

/** Numbers that look random and are the same for the same seed (SplitMix64). */
final class Seeds {

    private static final long STEP = 0x9E3779B97F4A7C15L;

    private Seeds() {}

    static long mix(long seed, long number) {
        long z = seed + (number + 1) * STEP;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long mix(long seed, String text) {
        long mixed = mix(seed, text.length());
        for (int i = 0; i < text.length(); i++) {
            mixed = mix(mixed, text.charAt(i));
        }
        return mixed;
    }

    /** RFC 9562, version 4. */
    static UUID uuid(long seed) {
        long high = mix(seed, 0);
        long low = mix(seed, 1);
        return new UUID((high & ~0xF000L) | 0x4000L, (low & ~(3L << 62)) | (1L << 63));
    }
}
