package dev.sluice.traffic.record;

import dev.sluice.contract.Framing;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/** Copies the JSON texts of a sequence, but for their secrets, and what is between them as it is. */
final class RedactedItems {

    private RedactedItems() {}

    /** As {@link RedactedJson#of}; places begin with the number of their item. */
    static byte[] of(
            byte[] bytes, Framing framing, boolean whole, Secrets secrets, String root, List<String> redacted) {
        byte delimiter = (byte) (framing == Framing.LINES ? '\n' : '\u001e');
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 16);
        int index = 0;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || bytes[i] == delimiter) {
                byte[] item = Arrays.copyOfRange(bytes, start, i);
                if (isBlank(item)) {
                    out.writeBytes(item);
                } else {
                    boolean all = whole || i < bytes.length;
                    out.writeBytes(RedactedJson.of(item, all, secrets, root + "/" + index++, redacted));
                }
                if (i < bytes.length) {
                    out.write(delimiter);
                }
                start = i + 1;
            }
        }
        return out.toByteArray();
    }

    private static boolean isBlank(byte[] item) {
        for (byte b : item) {
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return false;
            }
        }
        return true;
    }
}
