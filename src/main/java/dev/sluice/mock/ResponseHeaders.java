package dev.sluice.mock;

import dev.sluice.contract.Example;
import dev.sluice.contract.HeaderPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Fields;
import dev.sluice.generate.Generator;
import dev.sluice.generate.JsonText;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Schema;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the headers of answers: from their examples, else what is usual for a name, else by their schemas. */
final class ResponseHeaders {

    /** Of the edge, of the connection, or about a coding that the body does not have. */
    private static final Set<String> NOT_OURS = Set.of(
            "content-type",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "proxy-connection",
            "upgrade",
            "trailer",
            "te",
            "date",
            "vary",
            "preference-applied",
            "x-request-id",
            "ratelimit",
            "ratelimit-policy");

    private static final Map<String, List<String>> USUAL = Map.of(
            "etag", List.of("\"mock\"", "mock"),
            "last-modified", List.of("Thu, 01 Jan 2026 00:00:00 GMT"),
            "expires", List.of("Thu, 01 Jan 2026 00:00:00 GMT"),
            "link", List.of("<?page=2>; rel=\"next\""),
            "set-cookie", List.of("mock=1; Path=/"),
            "cache-control", List.of("no-store"),
            "content-language", List.of("en"),
            "www-authenticate", List.of("Bearer"),
            "content-disposition", List.of("attachment"));

    /** How many seeds are tried for a value that a header can hold. */
    private static final int TRIES = 16;

    private final Generator generator;
    private final long seed;
    private final IdentityHashMap<HeaderPlan, Optional<String>> known = new IdentityHashMap<>();

    ResponseHeaders(Generator generator, long seed) {
        this.generator = generator;
        this.seed = seed;
    }

    /**
     * @param given come first
     * @param item the id of what the answer shows, asked for where it matters
     */
    Fields of(OperationPlan operation, List<HeaderPlan> headers, Fields given, Supplier<String> item) {
        Fields fields = given;
        for (HeaderPlan header : headers) {
            String name = header.parameter().name();
            if (MediaRange.isToken(name) && !NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
                String value = value(operation, header, item);
                fields = value == null ? fields : fields.and(name, value);
            }
        }
        return fields;
    }

    private @Nullable String value(OperationPlan operation, HeaderPlan header, Supplier<String> item) {
        if (header.parameter().name().equalsIgnoreCase("location")
                && header.examples().isEmpty()) {
            String path = operation.path().replaceAll("\\{[^}]*\\}", "1");
            String location = operation.method().equals("POST") ? path + "/" + item.get() : path;
            if (isWritable(location) && accepts(header, location)) {
                return location;
            }
        }
        return known.computeIfAbsent(header, plan -> Optional.ofNullable(value(plan)))
                .orElse(null);
    }

    private @Nullable String value(HeaderPlan header) {
        for (Example example : header.examples()) {
            JsonValue value = example.value();
            String text = value instanceof StringValue written ? written.value() : text(header, value);
            if (text != null && isWritable(text)) {
                return text;
            }
        }
        Schema schema = header.parameter().schema();
        JsonValue byDefault = schema.defaultValue();
        String text = byDefault == null ? null : text(header, byDefault);
        if (text != null && isWritable(text)) {
            return text;
        }
        String name = header.parameter().name().toLowerCase(Locale.ROOT);
        for (String usual : header.json() ? List.<String>of() : USUAL.getOrDefault(name, List.of())) {
            if (accepts(header, usual)) {
                return usual;
            }
        }
        return generated(header);
    }

    private static boolean accepts(HeaderPlan header, String text) {
        return header.parameter().schema().accepts(new StringValue(-1, -1, text));
    }

    private @Nullable String generated(HeaderPlan header) {
        try {
            ValueSource source = generator.source(header.parameter().schema());
            for (int i = 0; i < TRIES; i++) {
                String text = text(header, source.value(seed + i));
                if (text != null && isWritable(text)) {
                    return text;
                }
            }
        } catch (UnsatisfiableException e) {
            // an answer without the header is better than none
        }
        return null;
    }

    /** A value in the header's style; null where it cannot be written so. */
    private static @Nullable String text(HeaderPlan header, JsonValue value) {
        if (header.json()) {
            return ascii(JsonText.string(value));
        }
        char delimiter =
                value instanceof ArrayValue ? header.parameter().style().delimiter() : ',';
        StringJoiner pieces = new StringJoiner(String.valueOf(delimiter));
        if (value instanceof ArrayValue array) {
            array.items().forEach(item -> pieces.add(piece(item, delimiter)));
        } else if (value instanceof ObjectValue object) {
            String between = header.parameter().explode() ? "=" : ",";
            object.members().forEach((name, member) -> pieces.add(name + between + piece(member, delimiter)));
        } else {
            return BodyText.text(value);
        }
        return pieces.toString().indexOf(NO_PIECE) < 0 ? pieces.toString() : null;
    }

    private static final char NO_PIECE = '\u0000';

    /** A part of a list: one that holds what parts the list would be read as two. */
    private static String piece(JsonValue value, char delimiter) {
        String text = BodyText.text(value);
        boolean nested = value instanceof ArrayValue || value instanceof ObjectValue;
        return nested || text.isEmpty() || text.indexOf(delimiter) >= 0 || text.indexOf('=') >= 0
                ? String.valueOf(NO_PIECE)
                : text;
    }

    private static String ascii(String json) {
        StringBuilder text = new StringBuilder(json.length());
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            text.append(c < 0x7f ? String.valueOf(c) : "\\u%04x".formatted((int) c));
        }
        return text.toString();
    }

    /** Visible ASCII, spaces and tabs, none of them at the ends (RFC 9110, 5.5). */
    private static boolean isWritable(String text) {
        return text.strip().length() == text.length()
                && text.chars().allMatch(c -> (c >= ' ' && c < 0x7f) || c == '\t');
    }
}
