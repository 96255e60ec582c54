package dev.sluice.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the parts of a multipart body that is held whole, without copying them. Strict: lines end in CRLF, every part has
 * its header, the last boundary is there. RFC 2046 would let an epilogue follow it, to be ignored; here nothing may but
 * white space and one CRLF, nor may a line within the body begin as a delimiter does after a bare CR or LF: a more lenient
 * reader would find parts there that nobody judged. Confined to one call.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc2046#section-5.1">RFC 2046, 5.1</a>
 */
final class MultipartReader {

    /** How many parts are read. */
    static final int MOST_PARTS = 1_000;

    /** RFC 2046, 5.1.1. */
    private static final int LONGEST_BOUNDARY = 70;

    private static final String DELIMITER =
            "expected parts between CRLF-- and the boundary, -- behind the last one, and nothing after that";

    private final byte[] bytes;
    private final int from;
    private final int to;
    private byte[] delimiter = {};
    /** Whether the delimiter read last is the one behind all parts. */
    private boolean closed;

    private @Nullable String fault;

    MultipartReader(BodyBytes body) {
        this.bytes = body.bytes();
        this.from = body.from();
        this.to = body.to();
    }

    /** @return null after a fault */
    @Nullable
    List<Part> parts(@Nullable String boundary) {
        if (boundary == null || !isBoundary(boundary)) {
            return fault("expected a boundary of 1 to " + LONGEST_BOUNDARY + " characters in the Content-Type");
        }
        delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        List<Part> parts = new ArrayList<>();
        int found = first();
        int at = found < 0 ? -1 : afterDelimiter(found);
        while (at >= 0 && !closed) {
            if (parts.size() == MOST_PARTS) {
                return fault("expected at most " + MOST_PARTS + " parts");
            }
            PartHead head = new PartHead();
            int start = head.read(bytes, at, to);
            int stop = start < 0 ? -1 : find(start - 2);
            Part part = stop < 0 ? null : head.part(new BodyBytes(bytes, Math.min(start, stop), stop));
            if (part == null) {
                return fault(head.fault() == null ? DELIMITER : head.fault());
            }
            parts.add(part);
            at = afterDelimiter(stop + delimiter.length);
        }
        return at < 0 ? fault(DELIMITER) : parts;
    }

    private static boolean isBoundary(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_BOUNDARY
                && !text.endsWith(" ")
                && text.chars()
                        .allMatch(c -> (Character.isLetterOrDigit(c) && c < 128) || "'()+_,-./:=? ".indexOf(c) >= 0);
    }

    /** Behind the first delimiter: it may begin the body, or follow a preamble. */
    private int first() {
        int length = delimiter.length - 2;
        if (to - from >= length && Arrays.equals(bytes, from, from + length, delimiter, 2, delimiter.length)) {
            return from + length;
        }
        int found = find(from);
        return found < 0 ? -1 : found + delimiter.length;
    }

    /** Where the next delimiter begins; -1 when there is none, or one behind half a line end before it. */
    private int find(int start) {
        int length = delimiter.length - 2;
        for (int i = start; i < to - length; i++) {
            boolean lineEnds = bytes[i] == '\r' || bytes[i] == '\n';
            if (lineEnds && Arrays.equals(bytes, i + 1, i + 1 + length, delimiter, 2, delimiter.length)) {
                return bytes[i] == '\n' && i > start && bytes[i - 1] == '\r' ? i - 1 : -1;
            }
        }
        return -1;
    }

    /** The next line, or the end behind the last delimiter; -1 when neither follows. */
    private int afterDelimiter(int p) {
        closed = p + 1 < to && bytes[p] == '-' && bytes[p + 1] == '-';
        int at = closed ? p + 2 : p;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        if (closed && at == to) {
            return at;
        }
        boolean line = at + 1 < to && bytes[at] == '\r' && bytes[at + 1] == '\n';
        return line && (!closed || at + 2 == to) ? at + 2 : -1;
    }

    private @Nullable List<Part> fault(@Nullable String expected) {
        fault = expected;
        return null;
    }

    /** What was expected, after a fault. */
    String fault() {
        return fault == null ? "" : fault;
    }
}
