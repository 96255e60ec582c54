package dev.sluice.control;

/**
 * Buckets of durations: eight for each power of two, from microseconds to a minute, so that a percentile is told within
 * 7 %.
 */
final class Latencies {

    private static final int PARTS_BITS = 3;
    private static final int PARTS = 1 << PARTS_BITS;

    /** 2^10 ns, about a microsecond: what is shorter is told as that. */
    private static final int SHORTEST_BITS = 10;

    /** 2^36 ns, about 69 s: what is longer is told as that. */
    private static final int LONGEST_BITS = 36;

    static final int BUCKETS = (LONGEST_BITS - SHORTEST_BITS) * PARTS;

    private Latencies() {}

    static int bucket(long nanos) {
        if (nanos < 1L << SHORTEST_BITS) {
            return 0;
        }
        if (nanos >= 1L << LONGEST_BITS) {
            return BUCKETS - 1;
        }
        int bits = 63 - Long.numberOfLeadingZeros(nanos);
        int part = (int) (nanos >>> (bits - PARTS_BITS)) & (PARTS - 1);
        return (bits - SHORTEST_BITS) * PARTS + part;
    }

    /** In the middle of a bucket. */
    static double millis(int bucket) {
        double base = (double) (1L << (SHORTEST_BITS + bucket / PARTS));
        return base * (1 + (bucket % PARTS + 0.5) / PARTS) / 1e6;
    }

    /**
     * What so large a part of the durations is at most, in milliseconds.
     *
     * @param counts in which the buckets begin at {@code from}
     * @param total of all buckets, more than 0
     * @param part from 0 to 1
     */
    static double percentile(long[] counts, int from, long total, double part) {
        long rank = Math.max(1, (long) Math.ceil(total * part));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += counts[from + i];
            if (seen >= rank) {
                return millis(i);
            }
        }
        return millis(BUCKETS - 1);
    }
}
