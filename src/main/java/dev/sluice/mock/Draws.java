package dev.sluice.mock;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Random bits by seed, operation, and how many were drawn for that operation before: what the tenth call of an operation
 * meets with is the same in every run, whatever other operations and whichever event loop were called in between. Safe for
 * use by many event loops.
 */
final class Draws {

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1p-53;

    private final long seed;
    private final AtomicLongArray drawn;

    /** @param operations how many there are */
    Draws(long seed, int operations) {
        this.seed = seed;
        this.drawn = new AtomicLongArray(operations);
    }

    /** @param operation its index */
    long next(int operation) {
        return mix(mix(seed + STEP * (operation + 1)) + STEP * drawn.getAndIncrement(operation));
    }

    /** Further bits from bits; each {@code index} gives others. */
    static long more(long bits, int index) {
        return mix(bits + STEP * (index + 1));
    }

    /** From 0, below 1. */
    static double unit(long bits) {
        return (bits >>> 11) * UNIT;
    }

    /** A bijection whose every output bit depends on every input bit: the one of {@code java.util.SplittableRandom}. */
    private static long mix(long bits) {
        long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
