package dev.sluice.traffic.message;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Tells by its first bytes what a file of messages is: a recording (NDJSON) or a HAR, either of them perhaps in gzip. */
public final class TrafficFile {

    private static final int SNIFFED = 4096;
    private static final int BUFFER = 1 << 16;

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
            return isHar(sniff(text, SNIFFED)) ? new HarReader(text) : new NdjsonReader(text);
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

    /** A HAR is an object that begins with its log; a line of a recording has no such member. */
    private static boolean isHar(byte[] first) {
        String text = new String(first, StandardCharsets.ISO_8859_1).replaceFirst("^\u00ef\u00bb\u00bf", "");
        int brace = blank(text, 0);
        int name = brace < text.length() && text.charAt(brace) == '{' ? blank(text, brace + 1) : text.length();
        return text.startsWith("\"log\"", name);
    }

    private static int blank(String text, int from) {
        int p = from;
        while (p < text.length() && " \t\r\n".indexOf(text.charAt(p)) >= 0) {
            p++;
        }
        return p;
    }
}
