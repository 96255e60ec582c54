package dev.sluice.document;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * How the text of a document is written as bytes: UTF-8, or UTF-16 where its first two bytes say so. Safe for any thread.
 *
 * @see <a href="https://yaml.org/spec/1.2.2/#52-character-encodings">YAML 1.2.2, 5.2 Character Encodings</a>
 */
public final class TextEncoding {

    private TextEncoding() {}

    /** By a byte order mark, or by the zero in the first character, which is of ASCII in any document. */
    static Charset of(byte[] bytes) {
        int first = bytes.length < 2 ? -1 : bytes[0] & 0xFF;
        int second = bytes.length < 2 ? -1 : bytes[1] & 0xFF;
        if ((first == 0xFF && second == 0xFE) || (first > 0 && second == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        boolean big = (first == 0xFE && second == 0xFF) || (first == 0 && second > 0);
        return big ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
    }

    /** The text of a document, for who shows it: what cannot be decoded is replaced. */
    public static Reader reader(InputStream document) throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(document);
        bytes.mark(2);
        byte[] first = bytes.readNBytes(2);
        bytes.reset();
        return new InputStreamReader(bytes, of(first));
    }
}
