package dev.sluice.edge;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The id by which a request is found again in logs: the client's, when it is harmless, else 32 hex digits. */
final class RequestIds {

    private static final int MAX_LENGTH = 128;
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};

    private RequestIds() {}

    static String of(@Nullable String sent) {
        return sent != null && isHarmless(sent) ? sent : random();
    }

    private static boolean isHarmless(String id) {
        if (id.isEmpty() || id.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean plain = (c >= '0' && c <= '9')
                    || (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || c == '-'
                    || c == '_'
                    || c == '.'
                    || c == ':';
            if (!plain) {
                return false;
            }
        }
        return true;
    }

    /** For finding, not for secrets: a fast generator will do. */
    @SuppressWarnings("deprecation") // the constructor by high byte is the one that copies ASCII without decoding
    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] digits = new byte[32];
        hex(random.nextLong(), digits, 0);
        hex(random.nextLong(), digits, 16);
        return new String(digits, 0, 0, digits.length);
    }

    private static void hex(long bits, byte[] digits, int from) {
        for (int i = 0; i < 16; i++) {
            digits[from + i] = HEX[(int) (bits >>> (60 - 4 * i)) & 0xF];
        }
    }
}
