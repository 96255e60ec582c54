package dev.sluice.validation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one event, and the object that they are to its schema: {@code data}, {@code event} and {@code id} are
 * strings, {@code retry} is a number (OpenAPI 3.2, 4.14.4).
 */
final class EventFields {

    private static final int DATA = 0;
    private static final int EVENT = 1;
    private static final int ID = 2;
    private static final int RETRY = 3;
    private static final String[] NAMES = {"data", "event", "id", "retry"};
    private static final String HEX = "0123456789abcdef";

    private final int hold;

    /** Whether it is more than what is held. */
    boolean tooLarge;

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final byte[][] others = new byte[NAMES.length][];
    private boolean hasData;

    /** @param hold bytes of data that may be held */
    EventFields(int hold) {
        this.hold = hold;
    }

    /** Takes a line that is not empty. */
    void field(byte[] bytes, int from, int to) {
        int colon = from;
        while (colon < to && bytes[colon] != ':') {
            colon++;
        }
        int name = name(bytes, from, colon);
        if (name < 0) {
            return;
        }
        int start = Math.min(to, colon + 1);
        start += start < to && bytes[start] == ' ' ? 1 : 0;
        if (name == DATA) {
            data(bytes, start, to);
        } else if (isKept(name, bytes, start, to)) {
            byte[] value = new byte[to - start];
            System.arraycopy(bytes, start, value, 0, value.length);
            others[name] = value;
        }
    }

    private static int name(byte[] bytes, int from, int to) {
        for (int i = 0; i < NAMES.length; i++) {
            String name = NAMES[i];
            if (to - from == name.length()
                    && name.equals(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))) {
                return i;
            }
        }
        return -1;
    }

    private void data(byte[] bytes, int from, int to) {
        if (tooLarge || data.size() + to - from > hold) {
            tooLarge = true;
            return;
        }
        if (hasData) {
            data.write('\n');
        }
        hasData = true;
        data.write(bytes, from, to - from);
    }

    private static boolean isKept(int name, byte[] bytes, int from, int to) {
        boolean kept = name != RETRY || from < to;
        for (int i = from; i < to && kept; i++) {
            kept = name == ID ? bytes[i] != 0 : name != RETRY || (bytes[i] >= '0' && bytes[i] <= '9');
        }
        return kept;
    }

    /** Without data it is none. */
    boolean isDispatched() {
        return hasData;
    }

    /** The event as an object; null where it is not in UTF-8. */
    byte @Nullable [] json() {
        StringBuilder json = new StringBuilder("{");
        others[DATA] = data.toByteArray();
        for (int i : new int[] {EVENT, DATA, ID, RETRY}) {
            byte[] value = others[i];
            if (value != null) {
                String text = Charsets.decode(value, 0, value.length, StandardCharsets.UTF_8);
                if (text == null) {
                    return null;
                }
                json.append(json.length() == 1 ? "\"" : ",\"").append(NAMES[i]).append("\":");
                if (i == RETRY) {
                    json.append(text.replaceFirst("^0+(?=.)", ""));
                } else {
                    quote(text, json);
                }
            }
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void quote(String text, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
