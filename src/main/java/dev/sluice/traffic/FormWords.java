package dev.sluice.traffic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** A query or a form without the values of secrets. */
final class FormWords {

    /** Bytes: what comes behind is not looked at. */
    static final int MOST_READ = 16 * 1024;

    private static final int LONGEST = 1024;
    private static final int LONGEST_NAME = 64;

    private FormWords() {}

    static String of(String text, Redaction redaction) {
        StringBuilder words = new StringBuilder();
        for (String pair : text.substring(0, Math.min(text.length(), MOST_READ)).split("&", -1)) {
            if (words.length() > LONGEST) {
                return words.append("&…").toString();
            }
            if (words.length() > 0) {
                words.append('&');
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            words.append(Redaction.cut(name, LONGEST_NAME));
            if (equals >= 0) {
                words.append('=').append(value(name, pair.substring(equals + 1), redaction));
            }
        }
        return words.toString();
    }

    private static String value(String name, String value, Redaction redaction) {
        try {
            boolean secret = redaction.isSecret(URLDecoder.decode(name, StandardCharsets.UTF_8));
            String plain = URLDecoder.decode(value, StandardCharsets.UTF_8);
            if (secret || redaction.text(plain).equals(Redaction.REDACTED)) {
                return Redaction.REDACTED;
            }
            return redaction.text(value);
        } catch (IllegalArgumentException malformed) {
            // nobody knows what it is
            return Redaction.REDACTED;
        }
    }
}
