package dev.sluice.validation;

import java.util.zip.DataFormatException;

/**
 * The head of a member of gzip, byte by byte: what it tells of a file's name and the like is passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1952#section-2.3">RFC 1952, 2.3</a>
 */
final class GzipHead {

    private static final int FIXED = 10;

    private static final int FLAGS_AT = 3;

    /** Flags, in the order in which what they announce stands there. */
    private static final int EXTRA = 4;

    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int CHECK_SUM = 2;
    private static final int RESERVED = 0xE0;

    private int at;
    private int flags;
    /** Bytes to be passed over. */
    private int skipped;

    private int extra;
    private int extraRead;

    /**
     * @param next the next byte
     * @return whether that was the last one
     * @throws DataFormatException when it is no head of gzip
     */
    boolean takes(int next) throws DataFormatException {
        if (at < FIXED) {
            fixed(next);
        } else if ((flags & EXTRA) != 0) {
            extra(next);
        } else if ((flags & NAME) != 0) {
            flags &= next == 0 ? ~NAME : ~0;
        } else if ((flags & COMMENT) != 0) {
            flags &= next == 0 ? ~COMMENT : ~0;
        } else if (++skipped == 2) {
            flags &= ~CHECK_SUM;
        }
        return at == FIXED && (flags & (EXTRA | NAME | COMMENT | CHECK_SUM)) == 0;
    }

    private void fixed(int next) throws DataFormatException {
        boolean right = switch (at) {
            case 0 -> next == 0x1F;
            case 1 -> next == 0x8B;
            case 2 -> next == 8;
            case FLAGS_AT -> (next & RESERVED) == 0;
            default -> true;
        };
        if (!right) {
            throw new DataFormatException("no head of gzip");
        }
        if (at == FLAGS_AT) {
            flags = next;
        }
        at++;
    }

    /** A length in two bytes, and so many more. */
    private void extra(int next) {
        if (extraRead < 2) {
            extra |= next << (8 * extraRead);
        }
        extraRead++;
        if (extraRead >= 2 && extraRead == 2 + extra) {
            flags &= ~EXTRA;
        }
    }
}
