package dev.sluice.app.settings;

import java.util.Optional;
import java.util.regex.Pattern;

/** The types of values that nobody prints. */
final class Secrets {

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");

    private Secrets() {}

    /** Never printed. */
    static ScalarType<Secret> secret() {
        return new ScalarType<>(
                "string",
                "a text of 1 to 1024 characters, not all of them blank",
                text -> text.isBlank() || text.length() > 1024 ? Optional.empty() : Optional.of(new Secret(text)),
                Secret::toString,
                SchemaWords.of("type", "string", "minLength", 1, "maxLength", 1024));
    }

    /** What can stand in an Authorization field (RFC 6750, 2.1). Never printed. */
    static ScalarType<Secret> token() {
        return new ScalarType<>(
                "string",
                "a text of 16 to 512 characters A-Z a-z 0-9 - . _ ~ + / with = at its end only",
                text -> text.length() >= 16
                                && text.length() <= 512
                                && TOKEN.matcher(text).matches()
                        ? Optional.of(new Secret(text))
                        : Optional.empty(),
                Secret::toString,
                SchemaWords.of(
                        "type", "string", "minLength", 16, "maxLength", 512, "pattern", "^" + TOKEN.pattern() + "$"));
    }
}
