package dev.sluice.traffic.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording: one exchange on each line. A line that is none is told, and the next one read. Blank lines are
 * passed over.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>
 */
final class NdjsonReader implements TrafficReader {

    /** Bytes. */
    static final int LONGEST_LINE = TrafficFile.bounded(64 << 20);

    private static final int BLOCK = 1 << 18;

    private final InputStream in;
    private final int longest;
    private final LineParser parser = new LineParser();
    private byte[] bytes = new byte[BLOCK];
    private int from;
    private int to;
    /** Up to where there is no end of a line. */
    private int searched;

    private boolean ended;
    private boolean skipping;
    private long line;

    NdjsonReader(InputStream in) {
        this(in, LONGEST_LINE);
    }

    NdjsonReader(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    @Override
    public @Nullable TrafficEntry next() throws IOException {
        while (true) {
            int end = end();
            if (end < 0) {
                return null;
            }
            line++;
            int start = line == 1 ? afterByteOrderMark() : from;
            from = end + 1;
            searched = from;
            if (skipping) {
                skipping = false;
                return new TrafficEntry.Malformed(line, 1, "expected a line of at most " + longest + " bytes");
            }
            if (!isBlank(start, end)) {
                return parse(start, end);
            }
        }
    }

    private TrafficEntry parse(int start, int end) {
        try {
            return new TrafficEntry.Message(parser.parse(bytes, start, end), line);
        } catch (MalformedLineException e) {
            boolean cut = ended && end == to && e.offset() >= end;
            return new TrafficEntry.Malformed(
                    line,
                    e.offset() - (long) start + 1,
                    cut ? e.problem() + "; the file ends within this line" : e.problem());
        }
    }

    /** Where the next line ends, once it is there; -1 when there is none. */
    private int end() throws IOException {
        while (true) {
            for (int i = searched; i < to; i++) {
                if (bytes[i] == '\n') {
                    return i;
                }
            }
            searched = to;
            if (ended) {
                return from < to || skipping ? to : -1;
            }
            fill();
        }
    }

    private void fill() throws IOException {
        if (to - from > longest) {
            // what has come of the line is of no use
            skipping = true;
            from = to;
        }
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            searched -= from;
            from = 0;
        }
        if (to == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(2L * bytes.length, (long) longest + BLOCK));
        }
        int read = in.read(bytes, to, bytes.length - to);
        ended = read < 0;
        to += Math.max(0, read);
    }

    private int afterByteOrderMark() {
        boolean marked = to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        return marked ? from + 3 : from;
    }

    /** Bytes of memory for lines. */
    int held() {
        return bytes.length;
    }

    private boolean isBlank(int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
