package dev.sluice.traffic.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Moments as RFC 3339 writes them. */
final class Timestamps {

    private static final String SHAPE = "0000-00-00T00:00:00";

    private Timestamps() {}

    /** @return null when it is none */
    static @Nullable Instant read(String text) {
        try {
            return isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            return null;
        }
    }

    /** In UTC, with at most nine digits of a second: what recorders write, read without a formatter. */
    private static boolean isPlain(String text) {
        int last = text.length() - 1;
        if (last < SHAPE.length() || last > SHAPE.length() + 10 || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < SHAPE.length(); i++) {
            boolean right = SHAPE.charAt(i) == '0' ? isDigit(text.charAt(i)) : text.charAt(i) == SHAPE.charAt(i);
            if (!right) {
                return false;
            }
        }
        if (last > SHAPE.length() && (text.charAt(SHAPE.length()) != '.' || last == SHAPE.length() + 1)) {
            return false;
        }
        for (int i = SHAPE.length() + 1; i < last; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Instant plain(String text) {
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 60) {
            return null;
        }
        long days = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int nanos = 0;
        int scale = 100_000_000;
        for (int i = SHAPE.length() + 1; i < text.length() - 1; i++) {
            nanos += (text.charAt(i) - '0') * scale;
            scale /= 10;
        }
        return Instant.ofEpochSecond(days * 86_400 + hour * 3600L + minute * 60L + second, nanos);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = 10 * number + text.charAt(i) - '0';
        }
        return number;
    }
}
