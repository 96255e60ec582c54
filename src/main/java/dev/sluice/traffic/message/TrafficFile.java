package dev.sluice.traffic.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Tells by its first bytes what a file of messages is: a recording (NDJSON) or a HAR, either of them perhaps in gzip. */
public final class TrafficFile {

    private static final int SNIFFED = 4096;
    private static final int BUFFER = 1 << 16;
    /** That some write before UTF-8. */
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private TrafficFile() {}

    /**
     * @param in closed by the reader, or here where it cannot be read
     * @throws IOException when it cannot be read
     */
    public static TrafficReader open(InputStream in) throws IOException {
        try {
            PushbackInputStream raw = new PushbackInputStream(in, SNIFFED);
            byte[] first = sniff(raw, 2);
            boolean zipped = first.length == 2 && first[0] == 0x1F && first[1] == (byte) 0x8B;
            PushbackInputStream text =
                    zipped ? new PushbackInputStream(new GZIPInputStream(raw, BUFFER), SNIFFED) : raw;
            byte[] beginning = sniff(text, SNIFFED);
            if (isWide(beginning)) {
                throw new IOException("in UTF-16 or UTF-32, or no text (expected: NDJSON or HAR in UTF-8)");
            }
            return isHar(beginning) ? new HarReader(text) : new NdjsonReader(text);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static byte[] sniff(PushbackInputStream in, int most) throws IOException {
        byte[] first = in.readNBytes(most);
        in.unread(first);
        return first;
    }

    /**
     * A HAR is an object with a log, which is an object; a line of a recording has other members. What is cut off behind the
     * first bytes is neither.
     */
    private static boolean isHar(byte[] first) {
        JsonCursor json = new JsonCursor();
        json.reset(first, isMarked(first) ? MARK.length : 0, first.length);
        try {
            json.open('{', "an object");
            for (String name = json.member(true); name != null; name = json.member(false)) {
                if (name.equals("log") && json.peek() != '"') {
                    return true;
                }
                if (name.equals("request") || name.equals("response")) {
                    return false;
                }
                json.skip();
            }
        } catch (MalformedLineException beyond) {
            // a long line, or none at all: its reader tells what is wrong with it
            return false;
        }
        return false;
    }

    private static boolean isMarked(byte[] first) {
        return first.length >= MARK.length && Arrays.equals(first, 0, MARK.length, MARK, 0, MARK.length);
    }

    /** UTF-16 and UTF-32, with a mark of their byte order or without, and what is no text. */
    private static boolean isWide(byte[] first) {
        if (first.length >= 2 && (first[0] & 0xFF) >= 0xFE && (first[1] & 0xFF) >= 0xFE) {
            return true;
        }
        return first.length >= 4 && ((first[0] == 0 && first[2] == 0) || (first[1] == 0 && first[3] == 0));
    }

    /** What may be held at once of a file: less where there is little memory. */
    static int bounded(int most) {
        return (int) Math.min(most, Math.max(1 << 20, Runtime.getRuntime().maxMemory() / 8));
    }
}
