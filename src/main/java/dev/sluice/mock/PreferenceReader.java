package dev.sluice.mock;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects preferences; the first of each name counts. Confined to one call. */
final class PreferenceReader {

    private static final Set<String> NAMES = Set.of("code", "example", "dynamic", "seed", "delay");

    /** Where a preference stands, which is where its author looks for the mistake. */
    private enum Origin {
        HEADER("Prefer, "),
        QUERY("the query, __");

        private final String words;

        Origin(String words) {
            this.words = words;
        }

        ProblemException refusal(String name, String expected) {
            return new ProblemException(
                    Problem.of(MockProblems.BAD_PREFERENCE, "expected of " + words + name + ": " + expected)
                            .withHeader("Vary", "Prefer"));
        }
    }

    private int code;
    private @Nullable String example;
    private @Nullable Boolean dynamic;
    private @Nullable Long seed;
    private long delay = -1;

    Preferences preferences() {
        boolean none = code == 0 && example == null && dynamic == null && seed == null && delay < 0;
        return none ? Preferences.NONE : new Preferences(code, example, dynamic, seed, delay);
    }

    /** @param query as it came, without the question mark */
    void query(String query) {
        for (String piece : query.split("&", -1)) {
            if (piece.startsWith("__")) {
                int equals = piece.indexOf('=');
                String name = piece.substring(2, equals < 0 ? piece.length() : equals);
                preference(Origin.QUERY, name, equals < 0 ? "" : piece.substring(equals + 1));
            }
        }
    }

    /** @param prefer all lines of the header, joined by commas */
    void header(String prefer) {
        int start = 0;
        while (start < prefer.length()) {
            int end = end(prefer, start, ',');
            // what follows a semicolon are parameters of the preference, which ours have none of
            String element =
                    prefer.substring(start, end(prefer, start, ';', end)).strip();
            int equals = element.indexOf('=');
            String name = equals < 0 ? element : element.substring(0, equals);
            String value =
                    equals < 0 ? "" : unquoted(element.substring(equals + 1).strip());
            preference(Origin.HEADER, name.strip().toLowerCase(Locale.ROOT), value);
            start = end + 1;
        }
    }

    private void preference(Origin origin, String name, String raw) {
        if (!NAMES.contains(name)) {
            // others have preferences too
            return;
        }
        try {
            set(name, origin == Origin.QUERY ? decoded(raw) : raw);
        } catch (NumberFormatException e) {
            throw origin.refusal(name, "a whole number of 64 bits");
        } catch (IllegalArgumentException e) {
            throw origin.refusal(name, String.valueOf(e.getMessage()));
        }
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("percent-encoded UTF-8", e);
        }
    }

    /** @throws IllegalArgumentException with what was expected */
    private void set(String name, String value) {
        switch (name) {
            case "code" -> code = code == 0 ? code(value) : code;
            case "example" -> example = example == null ? example(value) : example;
            case "dynamic" -> dynamic = dynamic == null ? (Boolean) truth(value) : dynamic;
            case "seed" -> seed = seed == null ? (Long) Long.parseLong(value) : seed;
            default -> delay = delay < 0 ? delay(value) : delay;
        }
    }

    private static int code(String value) {
        if (value.length() == 3 && isDigits(value) && value.charAt(0) >= '1' && value.charAt(0) <= '5') {
            return Integer.parseInt(value);
        }
        throw new IllegalArgumentException("a status from 100 to 599");
    }

    private static String example(String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("the name of an example");
        }
        return value;
    }

    private static boolean truth(String value) {
        if (value.isEmpty() || value.equalsIgnoreCase("true")) {
            return true;
        }
        if (value.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("true or false");
    }

    private static long delay(String value) {
        long millis = value.length() <= 7 && isDigits(value) ? Long.parseLong(value) : Long.MAX_VALUE;
        if (millis > Preferences.MOST_DELAY) {
            throw new IllegalArgumentException("milliseconds from 0 to " + Preferences.MOST_DELAY);
        }
        return millis;
    }

    private static boolean isDigits(String value) {
        return !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static int end(String text, int from, char symbol) {
        return end(text, from, symbol, text.length());
    }

    /** The next of a symbol that is not within quotes; {@code to} where there is none. */
    private static int end(String text, int from, char symbol, int to) {
        boolean quoted = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            } else if (c == symbol && !quoted) {
                return i;
            }
        }
        return to;
    }

    private static String unquoted(String value) {
        if (value.length() < 2 || value.charAt(0) != '"' || !value.endsWith("\"")) {
            return value;
        }
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 1; i < value.length() - 1; i++) {
            if (value.charAt(i) == '\\' && i < value.length() - 2) {
                i++;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }
}
