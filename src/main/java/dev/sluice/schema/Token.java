package dev.sluice.schema;

/** Some bytes that a text is likely to go on with, compared eight at a time. Immutable. */
final class Token {

    final int length;

    private final byte[] bytes;
    private final long head;
    private final long headMask;
    private final long tail;

    Token(byte[] bytes) {
        this.bytes = bytes;
        this.length = bytes.length;
        long first = 0;
        for (int i = Math.min(length, Long.BYTES) - 1; i >= 0; i--) {
            first = first << Byte.SIZE | (bytes[i] & 0xFF);
        }
        this.head = first;
        this.headMask = length >= Long.BYTES ? -1 : (1L << (length * Byte.SIZE)) - 1;
        this.tail = length > Long.BYTES ? JsonScanner.word(bytes, length - Long.BYTES) : 0;
    }

    boolean isAt(byte[] json, int p, int end) {
        if (end - p < Math.max(length, Long.BYTES)) {
            return isAtTheEnd(json, p, end);
        }
        if (((JsonScanner.word(json, p) ^ head) & headMask) != 0) {
            return false;
        }
        if (length <= Long.BYTES) {
            return true;
        }
        // overlaps the head, or what lies between them
        return JsonScanner.word(json, p + length - Long.BYTES) == tail
                && (length <= 2 * Long.BYTES || isBetween(json, p));
    }

    private boolean isBetween(byte[] json, int p) {
        int last = length - Long.BYTES;
        for (int i = Long.BYTES; i < last; i += Long.BYTES) {
            if (JsonScanner.word(json, p + i) != JsonScanner.word(bytes, i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isAtTheEnd(byte[] json, int p, int end) {
        if (end - p < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (json[p + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
