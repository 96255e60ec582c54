package dev.sluice.validation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits {@code application/x-www-form-urlencoded} text into fields; their values are not decoded.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-parsing">WHATWG URL, 5.1</a>
 */
final class FormText {

    /** How many fields are read. */
    static final int MOST_FIELDS = 1_000;

    private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();

    private final Map<String, List<String>> fields = new LinkedHashMap<>();
    private @Nullable String fault;

    FormText(BodyBytes body) {
        String text = ascii(body);
        int count = 0;
        int start = 0;
        while (start <= text.length() && fault == null) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            if (end > start) {
                count++;
                field(text, start, end);
            }
            if (count > MOST_FIELDS) {
                fault = "expected at most " + MOST_FIELDS + " fields";
            }
            start = end + 1;
        }
    }

    private void field(String text, int start, int end) {
        int equals = text.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        String name = PercentEncoding.decode(text.substring(start, nameEnd), true);
        if (name == null) {
            fault = "expected names of fields in percent-encoded UTF-8";
            return;
        }
        String value = nameEnd == end ? "" : text.substring(nameEnd + 1, end);
        fields.computeIfAbsent(name, added -> new ArrayList<>(1)).add(value);
    }

    /** By their decoded names, in the order in which those came. */
    Map<String, List<String>> fields() {
        return fields;
    }

    /** What was expected, or null when all is well. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Bytes that senders should have encoded, such as those of raw UTF-8, are taken as if they had been. */
    private static String ascii(BodyBytes body) {
        byte[] bytes = body.bytes();
        int p = body.from();
        while (p < body.to() && bytes[p] > ' ' && bytes[p] <= '~') {
            p++;
        }
        if (p == body.to()) {
            return new String(bytes, body.from(), body.length(), StandardCharsets.ISO_8859_1);
        }
        StringBuilder text = new StringBuilder(body.length() + 64);
        for (int i = body.from(); i < body.to(); i++) {
            int octet = bytes[i] & 0xff;
            if (octet > ' ' && octet <= '~') {
                text.append((char) octet);
            } else {
                text.append('%').append(DIGITS[octet >> 4]).append(DIGITS[octet & 15]);
            }
        }
        return text.toString();
    }
}
