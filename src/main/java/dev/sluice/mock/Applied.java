package dev.sluice.mock;

import dev.sluice.contract.MediaRange;
import dev.sluice.exchange.Fields;

/** Says which preferences an answer follows ({@code Preference-Applied}; RFC 7240, 3). Confined to one call. */
final class Applied {

    private static final String NAME = "Preference-Applied";

    private final StringBuilder text = new StringBuilder();

    Applied(Preferences preferences) {
        if (preferences.code() != 0) {
            add("code", String.valueOf(preferences.code()));
        }
        String example = preferences.example();
        if (example != null) {
            add("example", MediaRange.isToken(example) ? example : quoted(example));
        }
    }

    void add(String name, String value) {
        text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(value);
    }

    /** The fields of a response, and this. */
    Fields on(ResponseMock response) {
        return text.isEmpty() ? response.fields() : response.fields().and(NAME, text.toString());
    }

    /** What no header can hold is left out. */
    private static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().filter(c -> c >= ' ' && c < 0x7f).forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\');
            }
            quoted.append((char) c);
        });
        return quoted.append('"').toString();
    }
}
