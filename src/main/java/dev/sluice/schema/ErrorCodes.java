package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An {@code x-sluice-error}: which code of the contract's error dialect a violation has, by the violated keyword. It
 * stands on a schema, a parameter or a request body and is either one code for every keyword or an object
 *
 * <pre>
 * x-sluice-error: EndPoint.3004
 * x-sluice-error: { maxItems: EndPoint.3074, "*": EndPoint.0002 }
 * </pre>
 *
 * in which {@code "*"} is every other keyword. Immutable.
 */
public final class ErrorCodes {

    /** The name of the extension. */
    public static final String EXTENSION = "x-sluice-error";

    /** No code for any keyword. */
    public static final ErrorCodes NONE = new ErrorCodes(Map.of(), null);

    private static final String ANY = "*";

    /** What a violation can name: the assertions of JSON Schema, what cannot be read, and media types of parts. */
    private static final Set<String> KEYWORDS = Set.copyOf(List.of(
            ("json style text form multipart contentType type enum const multipleOf maximum exclusiveMaximum minimum exclusiveMinimum maxLength"
                            + " minLength pattern format items additionalItems prefixItems unevaluatedItems maxItems"
                            + " minItems uniqueItems contains maxContains minContains properties patternProperties"
                            + " additionalProperties unevaluatedProperties propertyNames maxProperties minProperties"
                            + " required dependencies dependentRequired dependentSchemas allOf anyOf oneOf not if then"
                            + " else nullable readOnly writeOnly discriminator contentEncoding contentMediaType"
                            + " contentSchema false")
                    .split(" ")));

    private final Map<String, String> byKeyword;
    private final @Nullable String other;

    private ErrorCodes(Map<String, String> byKeyword, @Nullable String other) {
        this.byKeyword = byKeyword;
        this.other = other;
    }

    /**
     * @param extension the value of the extension; null where there is none
     * @param pointer of the extension in its document
     * @param faults told of what is no code
     */
    public static ErrorCodes of(@Nullable Node extension, String pointer, Consumer<Fault> faults) {
        if (extension == null) {
            return NONE;
        }
        if (extension instanceof Node.Mapping mapping) {
            return byKeyword(mapping, pointer, faults);
        }
        String code = code(extension, pointer, faults);
        return code == null ? NONE : new ErrorCodes(Map.of(), code);
    }

    /** @return the code for a violation of this keyword, or null when the contract names none */
    public @Nullable String of(String keyword) {
        String code = byKeyword.get(keyword);
        return code != null ? code : other;
    }

    private static ErrorCodes byKeyword(Node.Mapping mapping, String pointer, Consumer<Fault> faults) {
        Map<String, String> codes = new LinkedHashMap<>();
        mapping.members().forEach((keyword, node) -> {
            if (!keyword.equals(ANY) && !KEYWORDS.contains(keyword)) {
                faults.accept(new Fault(
                        mapping.keyPlace(keyword),
                        pointer,
                        "'" + keyword + "' is not a keyword (expected: a JSON Schema keyword, json, style or \"*\")",
                        null));
            }
            String code = code(node, pointer + "/" + keyword, faults);
            if (code != null) {
                codes.put(keyword, code);
            }
        });
        String other = codes.remove(ANY);
        return new ErrorCodes(Map.copyOf(codes), other);
    }

    private static @Nullable String code(Node node, String pointer, Consumer<Fault> faults) {
        if (node instanceof Node.Scalar scalar && scalar.value() instanceof String text && !text.isEmpty()) {
            return text;
        }
        faults.accept(new Fault(
                node.place(),
                pointer,
                "not an error code: " + node.kind() + " (expected: a string, or an object from keyword to string)",
                null));
        return null;
    }
}
