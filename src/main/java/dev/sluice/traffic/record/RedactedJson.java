package dev.sluice.traffic.record;

import dev.sluice.traffic.Redaction;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Copies a JSON text byte by byte, but for secrets: so it says of everything else what it said before, be it right or
 * wrong. What stands behind a fault cannot be told apart, and is left out in a way that leaves the text faulty.
 * Confined to one call.
 */
final class RedactedJson {

    private static final byte[] TEXT = Redaction.REDACTED.getBytes(StandardCharsets.US_ASCII);
    /** Deeper than anything that is valid. */
    private static final int DEEPEST = 300;

    private static final int FAULT = -1;
    /** Longer texts are no credentials that somebody would send, and are not looked at. */
    private static final int LONGEST_CREDENTIAL = 16 * 1024;

    private final byte[] json;
    private final Secrets secrets;
    private final String root;
    private final List<String> redacted;
    private final ByteArrayOutputStream out;
    /** Names and indices on the way to the present value. */
    private final List<Object> way = new ArrayList<>();

    /** Behind what was copied. */
    private int copied;
    /** Where the token begins that was read last. */
    private int token;

    private RedactedJson(byte[] json, Secrets secrets, String root, List<String> redacted) {
        this.json = json;
        this.secrets = secrets;
        this.root = root;
        this.redacted = redacted;
        this.out = new ByteArrayOutputStream(json.length + 16);
    }

    /**
     * The text without its secrets.
     *
     * @param whole whether this is all of it
     * @param root pointer to the text, in front of the pointers of its members
     * @param redacted takes the pointers to what was left out
     */
    static byte[] of(byte[] json, boolean whole, Secrets secrets, String root, List<String> redacted) {
        RedactedJson text = new RedactedJson(json, secrets, root, redacted);
        int end = text.space(text.value(0, 0));
        if (end == json.length) {
            text.copy(end);
        } else {
            text.copy(end < 0 ? Math.max(text.token, text.copied) : end);
            if (whole) {
                text.out.writeBytes(TEXT);
            }
        }
        return text.out.toByteArray();
    }

    private void copy(int to) {
        out.write(json, copied, to - copied);
        copied = to;
    }

    private int space(int from) {
        int p = from;
        while (p >= 0 && p < json.length && (json[p] == ' ' || json[p] == '\n' || json[p] == '\r' || json[p] == '\t')) {
            p++;
        }
        return p;
    }

    private int at(int p) {
        return p >= 0 && p < json.length ? json[p] : FAULT;
    }

    private int value(int from, int depth) {
        int p = space(from);
        token = p;
        return switch (at(p)) {
            case '{' -> depth < DEEPEST ? object(p, depth) : FAULT;
            case '[' -> depth < DEEPEST ? array(p, depth) : FAULT;
            case '"' -> text(p);
            default -> scalar(p);
        };
    }

    private int object(int from, int depth) {
        int p = space(from + 1);
        if (at(p) == '}') {
            return p + 1;
        }
        while (true) {
            p = space(p);
            token = p;
            int end = at(p) == '"' ? string(p) : FAULT;
            if (end < 0) {
                return FAULT;
            }
            String name = JsonNames.text(json, p + 1, end - 1);
            p = space(end);
            if (at(p) != ':') {
                return FAULT;
            }
            way.add(name);
            p = secrets.has(name) ? secret(p + 1) : value(p + 1, depth + 1);
            if (p < 0) {
                return FAULT;
            }
            way.remove(way.size() - 1);
            p = space(p);
            if (at(p) == '}') {
                return p + 1;
            }
            token = p;
            if (at(p) != ',') {
                return FAULT;
            }
            p++;
        }
    }

    private int array(int from, int depth) {
        int p = space(from + 1);
        if (at(p) == ']') {
            return p + 1;
        }
        for (int index = 0; ; index++) {
            way.add(index);
            p = value(p, depth + 1);
            if (p < 0) {
                return FAULT;
            }
            way.remove(way.size() - 1);
            p = space(p);
            if (at(p) == ']') {
                return p + 1;
            }
            token = p;
            if (at(p) != ',') {
                return FAULT;
            }
            p++;
        }
    }

    /** A value of which nothing is copied: skipped as far as brackets and quotes go. */
    private int secret(int from) {
        int start = space(from);
        token = start;
        int depth = 0;
        int p = start;
        do {
            p = space(p);
            int b = at(p);
            if (b == '{' || b == '[') {
                depth++;
                p++;
            } else if (b == '}' || b == ']') {
                depth--;
                p++;
            } else if (depth > 0 && (b == ',' || b == ':')) {
                p++;
            } else {
                p = b == '"' ? string(p) : scalar(p);
            }
            if (p < 0 || depth < 0) {
                token = start;
                return FAULT;
            }
        } while (depth > 0);
        replace(start, p);
        return p;
    }

    private int text(int from) {
        int end = string(from);
        if (end > 0 && end - from < LONGEST_CREDENTIAL && mayBeCredential(from + 1)) {
            if (Redaction.isCredential(JsonNames.text(json, from + 1, end - 1))) {
                replace(from, end);
            }
        }
        return end;
    }

    /** By its first letter; an escaped one may be any. */
    private boolean mayBeCredential(int p) {
        return switch (at(p)) {
            case 'b', 'B', 'd', 'D', 'e', 'E', '-', '\\' -> true;
            default -> false;
        };
    }

    private void replace(int from, int to) {
        copy(from);
        out.write('"');
        out.writeBytes(TEXT);
        out.write('"');
        copied = to;
        StringBuilder pointer = new StringBuilder(root);
        for (Object step : way) {
            pointer.append('/').append(step.toString().replace("~", "~0").replace("/", "~1"));
        }
        redacted.add(pointer.toString());
    }

    /** The end of a string. */
    private int string(int from) {
        for (int p = from + 1; p < json.length; p++) {
            if (json[p] == '"') {
                return p + 1;
            }
            if (json[p] == '\\') {
                p++;
            }
        }
        return FAULT;
    }

    /** The end of a number or a literal. */
    private int scalar(int from) {
        int p = from;
        while (isOfNumber(at(p))) {
            p++;
        }
        if (p > from) {
            return p;
        }
        return switch (at(from)) {
            case 't' -> word(from, "true");
            case 'f' -> word(from, "false");
            case 'n' -> word(from, "null");
            default -> FAULT;
        };
    }

    private int word(int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at(from + i) != word.charAt(i)) {
                return FAULT;
            }
        }
        return from + word.length();
    }

    private static boolean isOfNumber(int b) {
        return (b >= '0' && b <= '9') || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
    }
}
