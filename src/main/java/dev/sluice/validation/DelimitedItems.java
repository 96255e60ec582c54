package dev.sluice.validation;

import java.util.Arrays;

/** Items with one byte between them that is in none of them. Holds what has come of an item, as far as it is small. */
abstract class DelimitedItems implements ItemReader {

    private static final int FIRST_CAPACITY = 1_024;

    final ItemSink sink;
    private final int hold;
    private final byte delimiter;
    private byte[] held = {};
    private int length;
    /** Whether the present item comes in pieces. */
    private boolean inPieces;

    DelimitedItems(int hold, ItemSink sink, char delimiter) {
        this.hold = hold;
        this.sink = sink;
        this.delimiter = (byte) delimiter;
    }

    /** What stands between two delimiters, or before the first one or behind the last one. */
    abstract void whole(byte[] bytes, int from, int to);

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == delimiter) {
                delimited(bytes, start, i);
                start = i + 1;
            }
        }
        if (start < to) {
            keep(bytes, start, to);
        }
    }

    private void delimited(byte[] bytes, int from, int to) {
        if (length == 0 && !inPieces) {
            whole(bytes, from, to);
        } else {
            keep(bytes, from, to);
            close();
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        if (inPieces) {
            sink.piece(bytes, from, to);
        } else if (length + to - from > hold) {
            inPieces = true;
            sink.piece(held, 0, length);
            sink.piece(bytes, from, to);
        } else {
            int needed = length + to - from;
            if (needed > held.length) {
                held = Arrays.copyOf(held, Math.min(hold, Math.max(FIRST_CAPACITY, 2 * needed)));
            }
            System.arraycopy(bytes, from, held, length, to - from);
            length = needed;
        }
    }

    private void close() {
        if (inPieces) {
            sink.end();
        } else {
            whole(held, 0, length);
        }
        inPieces = false;
        length = 0;
        if (held.length > FIRST_CAPACITY) {
            // a stream that goes on for hours does not hold what one item took
            held = new byte[0];
        }
    }

    @Override
    public void finish() {
        if (length > 0 || inPieces) {
            close();
        }
    }

    /** Where the white space ends that an item begins with. */
    static int space(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && (bytes[p] == ' ' || bytes[p] == '\t' || bytes[p] == '\r' || bytes[p] == '\n')) {
            p++;
        }
        return p;
    }
}
