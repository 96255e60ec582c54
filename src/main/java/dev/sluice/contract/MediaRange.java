package dev.sluice.contract;

import java.util.Map;

/**
 * A media type or range, lower case: {@code application/json}, {@code text/*}, {@code application/*+json}.
 *
 * @param parameters which a media type must carry to match (names in lower case); mostly empty
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.3.1">RFC 9110, 8.3.1</a>
 */
public record MediaRange(String type, String subtype, Map<String, String> parameters) {

    public boolean isJson() {
        return subtype.equals("json") || subtype.endsWith("+json");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach(
                (name, value) -> text.append(';').append(name).append('=').append(value));
        return text.toString();
    }
}
