package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How text is written down: the {@code charset} of media types. */
final class Charsets {

    static final String KNOWN = "charset utf-8, us-ascii, iso-8859-1, windows-1252 or utf-16";

    /** A fixed list: to look names up that a client makes up is slow. */
    private static final Map<String, Charset> CHARSETS = Map.of(
            "utf-8", StandardCharsets.UTF_8,
            "utf8", StandardCharsets.UTF_8,
            "us-ascii", StandardCharsets.US_ASCII,
            "iso-8859-1", StandardCharsets.ISO_8859_1,
            "windows-1252", Charset.forName("windows-1252"),
            "utf-16", StandardCharsets.UTF_16,
            "utf-16be", StandardCharsets.UTF_16BE,
            "utf-16le", StandardCharsets.UTF_16LE);

    private Charsets() {}

    /** "JSON text exchanged between systems … MUST be encoded using UTF-8" (RFC 8259, 8.1). */
    static boolean isUtf8(String contentType) {
        return StandardCharsets.UTF_8.equals(of(contentType));
    }

    /** The charset of a media type, UTF-8 where it names none; null for one that is not known. */
    static @Nullable Charset of(String contentType) {
        String name = MediaRange.parameter(contentType, "charset");
        return name == null ? StandardCharsets.UTF_8 : CHARSETS.get(name.toLowerCase(Locale.ROOT));
    }

    /** @return null when the bytes are not well-formed in the charset */
    static @Nullable String decode(byte[] bytes, int from, int to, Charset charset) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return null;
        }
    }
}
