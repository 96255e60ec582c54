package dev.sluice.schema;

/** Reads a JSON string that is too long to be held, byte by byte: whether it is strict JSON, and how long it is. */
final class LongText {

    private enum State {
        PLAIN,
        ENCODED,
        ESCAPE,
        HEX,
        /** Between the halves of an escaped surrogate pair. */
        LOW_BACKSLASH,
        LOW_U,
        ENDED,
        FAULTY
    }

    private State state = State.PLAIN;
    private long codePoints;
    /** Bytes or digits to come. */
    private int more;
    /** What the next byte of an encoded character may be. */
    private int lowest;

    private int highest;
    private int unit;
    private boolean low;

    long codePoints() {
        return codePoints;
    }

    boolean hasEnded() {
        return state == State.ENDED;
    }

    boolean isFaulty() {
        return state == State.FAULTY;
    }

    /** @return behind the closing quote, at the fault, or the end */
    int read(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && state != State.ENDED) {
            int plain = state == State.PLAIN ? plain(bytes, p, to) : p;
            codePoints += plain - p;
            p = plain;
            if (p == to) {
                return p;
            }
            next(bytes[p]);
            if (state == State.FAULTY) {
                return p;
            }
            p++;
        }
        return p;
    }

    /** Behind the ASCII characters that stand for themselves. */
    private static int plain(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && bytes[p] >= ' ' && bytes[p] != '"' && bytes[p] != '\\') {
            p++;
        }
        return p;
    }

    private void next(byte b) {
        switch (state) {
            case PLAIN -> plain(b);
            case ENCODED -> encoded(b & 0xFF);
            case ESCAPE -> escape(b);
            case HEX -> hex(b);
            case LOW_BACKSLASH -> state = b == '\\' ? State.LOW_U : State.FAULTY;
            case LOW_U -> digits(b == 'u', true);
            default -> state = State.FAULTY;
        }
    }

    private void plain(byte b) {
        if (b == '"') {
            state = State.ENDED;
            return;
        }
        codePoints++;
        if (b == '\\') {
            state = State.ESCAPE;
        } else if (b < 0) {
            lead(b & 0xFF);
        } else if (b < ' ') {
            state = State.FAULTY;
        }
    }

    /** As {@link JsonScanner} has it. */
    private void lead(int lead) {
        more = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
        lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        state = more == 0 ? State.FAULTY : State.ENCODED;
    }

    private void encoded(int b) {
        if (b < lowest || b > highest) {
            state = State.FAULTY;
            return;
        }
        lowest = 0x80;
        highest = 0xBF;
        state = --more == 0 ? State.PLAIN : State.ENCODED;
    }

    private void escape(byte b) {
        if (b == 'u') {
            digits(true, false);
        } else {
            state = "\"\\/bfnrt".indexOf(b) >= 0 ? State.PLAIN : State.FAULTY;
        }
    }

    private void digits(boolean there, boolean second) {
        low = second;
        more = 4;
        unit = 0;
        state = there ? State.HEX : State.FAULTY;
    }

    private void hex(byte b) {
        int digit = b < 0 ? -1 : Character.digit(b, 16);
        unit = unit << 4 | digit;
        if (digit < 0) {
            state = State.FAULTY;
        } else if (--more == 0) {
            boolean isLow = Character.isLowSurrogate((char) unit);
            boolean isHigh = Character.isHighSurrogate((char) unit);
            state = low != isLow ? State.FAULTY : isHigh ? State.LOW_BACKSLASH : State.PLAIN;
        }
    }
}
