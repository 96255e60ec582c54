package dev.sluice.traffic;

/** Whole lines of a log, waiting to be written. Has one owner at any time. */
final class LineChunk {

    static final int SIZE = 64 * 1024;

    /** No line is longer: every part of one is bounded. */
    static final int LONGEST_LINE = 24 * 1024;

    final byte[] bytes = new byte[SIZE];
    int length;
    int lines;

    boolean isFull() {
        return length > SIZE - LONGEST_LINE;
    }

    void clear() {
        length = 0;
        lines = 0;
    }
}
