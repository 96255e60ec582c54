package dev.sluice.validation;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes one coding while its bytes come. What is made of a few bytes may be very much: it is handed on in small pieces, so
 * that whoever takes them can say that it is enough. Confined to one thread at a time.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1">RFC 9110, 8.4.1</a>
 */
abstract class Inflation {

    private static final int PIECE = 8 * 1024;

    /** Takes what comes out; the array is used again afterwards. */
    @FunctionalInterface
    interface Outlet {

        /** @throws DataFormatException when that was no content, or enough of it */
        void take(byte[] bytes, int from, int to) throws DataFormatException;
    }

    private final byte[] piece = new byte[PIECE];
    private Inflater inflater;

    private Inflation(boolean raw) {
        inflater = new Inflater(raw);
    }

    /** RFC 1952; {@code x-gzip} is the same. */
    static Inflation gzip() {
        return new Gzip(false);
    }

    /** The same, of one member alone. */
    static Inflation gzipMember() {
        return new Gzip(true);
    }

    /**
     * RFC 1950 (zlib), or, as some servers have it and all browsers take it, RFC 1951 without a frame: the first two bytes
     * decide, and of some two thousand without a frame one looks as if it had one.
     */
    static Inflation deflate() {
        return new Deflate();
    }

    /** @throws DataFormatException when the bytes are no content in this coding, or as the outlet says */
    final void feed(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException {
        int p = from;
        while (p < to) {
            p = take(bytes, p, to, outlet);
        }
    }

    /** @return the first byte that was not taken, behind {@code from} */
    abstract int take(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException;

    /** Whether the content may end here. */
    abstract boolean isWhole();

    /** The compressed bytes: sees whatever they unfold to. */
    final int inflate(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException {
        inflater.setInput(bytes, from, to - from);
        int count = PIECE;
        // it may have taken all that came, and hold more than the piece had room for
        while (!inflater.finished() && (count == PIECE || !inflater.needsInput())) {
            count = inflater.inflate(piece);
            if (count > 0) {
                unfolded(piece, count);
                outlet.take(piece, 0, count);
            } else if (inflater.needsDictionary()) {
                throw new DataFormatException("a dictionary is needed");
            }
        }
        return to - inflater.getRemaining();
    }

    /** Is told of every byte that comes out. */
    void unfolded(byte[] bytes, int count) {}

    final boolean isOver() {
        return inflater.finished();
    }

    final void again() {
        inflater.reset();
    }

    final void raw() {
        inflater.end();
        inflater = new Inflater(true);
    }

    /** Gives back what the system holds for it. */
    final void end() {
        inflater.end();
    }

    private static final class Deflate extends Inflation {

        private static final int NONE = -1;

        private int first = NONE;
        private boolean begun;

        Deflate() {
            super(false);
        }

        @Override
        int take(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException {
            if (begun) {
                if (isOver()) {
                    throw new DataFormatException("something stands behind the end");
                }
                return inflate(bytes, from, to, outlet);
            }
            if (first == NONE) {
                first = bytes[from] & 0xFF;
                return from + 1;
            }
            begun = true;
            int second = bytes[from] & 0xFF;
            if (!isFrame(first, second)) {
                raw();
            }
            inflate(new byte[] {(byte) first}, 0, 1, outlet);
            return from;
        }

        /** RFC 1950, 2.2: the method, a window of at most 32 KiB, a check, and no dictionary, which nobody could know. */
        private static boolean isFrame(int first, int second) {
            return (first & 0x0F) == 8 && first <= 0x7F && ((first << 8) | second) % 31 == 0 && (second & 0x20) == 0;
        }

        @Override
        boolean isWhole() {
            return isOver();
        }
    }

    /** Members one behind the other are one content (RFC 1952, 2.2), where they may be. */
    private static final class Gzip extends Inflation {

        private enum Phase {
            HEAD,
            DATA,
            TRAILER
        }

        /** Check sum and length. */
        private static final int TRAILER = 8;

        private final boolean alone;
        private final CRC32 sum = new CRC32();
        private GzipHead head = new GzipHead();
        private Phase phase = Phase.HEAD;
        private boolean between = true;
        private boolean any;
        private long length;
        private long trailer;
        private int trailing;

        /** @param alone whether there may be one member only */
        Gzip(boolean alone) {
            super(true);
            this.alone = alone;
        }

        @Override
        int take(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException {
            return switch (phase) {
                case HEAD -> head(bytes[from], from);
                case DATA -> data(bytes, from, to, outlet);
                case TRAILER -> trailer(bytes[from], from);
            };
        }

        private int head(byte next, int at) throws DataFormatException {
            if (any && alone) {
                throw new DataFormatException("something stands behind the end");
            }
            between = false;
            if (head.takes(next & 0xFF)) {
                phase = Phase.DATA;
            }
            return at + 1;
        }

        private int data(byte[] bytes, int from, int to, Outlet outlet) throws DataFormatException {
            int next = inflate(bytes, from, to, outlet);
            if (isOver()) {
                phase = Phase.TRAILER;
            }
            return next;
        }

        @Override
        void unfolded(byte[] bytes, int count) {
            sum.update(bytes, 0, count);
            length += count;
        }

        private int trailer(byte next, int at) throws DataFormatException {
            trailer |= (next & 0xFFL) << (8 * trailing);
            if (++trailing == TRAILER) {
                if (trailer != (sum.getValue() | length << 32)) {
                    throw new DataFormatException("check sum or length is another one");
                }
                again();
                sum.reset();
                head = new GzipHead();
                phase = Phase.HEAD;
                between = true;
                any = true;
                length = 0;
                trailer = 0;
                trailing = 0;
            }
            return at + 1;
        }

        @Override
        boolean isWhole() {
            return any && between;
        }
    }
}
