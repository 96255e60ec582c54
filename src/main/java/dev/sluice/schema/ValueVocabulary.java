package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code type}, {@code enum}, {@code const} and OpenAPI 3.0's {@code nullable}.
 *
 * @param openApi30 one type
 * @param nullable the flag that adds null to a type, and only means something beside one; null where there is none
 * @param constants whether there is {@code const}
 */
record ValueVocabulary(boolean openApi30, @Nullable String nullable, boolean constants) implements Vocabulary {

    private static final Map<String, TypeSet> TYPES = Map.of(
            "null", TypeSet.of(TypeSet.Type.NULL),
            "boolean", TypeSet.of(TypeSet.Type.BOOLEAN),
            "integer", TypeSet.of(TypeSet.Type.INTEGER),
            "number", TypeSet.of(TypeSet.Type.INTEGER, TypeSet.Type.NUMBER),
            "array", TypeSet.of(TypeSet.Type.ARRAY),
            "object", TypeSet.of(TypeSet.Type.OBJECT),
            "string", TypeSet.of(TypeSet.Type.STRING));

    ValueVocabulary(Dialect dialect) {
        this(
                dialect == Dialect.OPENAPI_3_0,
                dialect == Dialect.OPENAPI_3_0 ? "nullable" : dialect == Dialect.SWAGGER_2_0 ? "x-nullable" : null,
                dialect.isAtLeast(Dialect.DRAFT_6));
    }

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        source.checkNullable(nullable);
        TypeKeyword type = type(source);
        if (type != null) {
            keywords.add(type);
        }
        Node.Sequence choices = source.sequence("enum");
        if (choices != null) {
            List<JsonValue> values =
                    choices.items().stream().map(JsonValues::of).toList();
            keywords.add(new Choices(source.expectation("enum", "expected " + oneOf(values)), values));
        }
        Node constant = constants ? source.node().get("const") : null;
        if (constant != null) {
            List<JsonValue> values = List.of(JsonValues.of(constant));
            keywords.add(new Choices(source.expectation("const", "expected " + oneOf(values)), values));
        }
    }

    private @Nullable TypeKeyword type(SchemaSource source) {
        Node type = source.node().get("type");
        boolean orNull = nullable != null && source.flag(nullable);
        if (type == null) {
            return null;
        }
        TypeSet allowed = orNull ? TypeSet.of(TypeSet.Type.NULL) : TypeSet.of();
        if (type instanceof Node.Sequence sequence && !openApi30) {
            for (int i = 0; i < sequence.items().size(); i++) {
                allowed = allowed.or(type(sequence.items().get(i), source.pointer("type") + "/" + i, source));
            }
        } else {
            allowed = allowed.or(type(type, source.pointer("type"), source));
        }
        return new TypeKeyword(source.expectation("type", "expected " + words(allowed)), allowed);
    }

    private TypeSet type(Node type, String pointer, SchemaSource source) {
        boolean named = type instanceof Node.Scalar scalar && scalar.value() instanceof String;
        TypeSet types = named ? TYPES.get(((Node.Scalar) type).text()) : null;
        if (types == null || (openApi30 && types.equals(TypeSet.of(TypeSet.Type.NULL)))) {
            source.fault(
                    type,
                    pointer,
                    "unknown type (expected: array, boolean, integer, " + (openApi30 ? "" : "null, ")
                            + "number, object or string)");
            return TypeSet.ANY;
        }
        return types;
    }

    private static String words(TypeSet types) {
        return Arrays.stream(TypeSet.Type.values())
                .filter(types::has)
                .filter(type -> type != TypeSet.Type.INTEGER || !types.has(TypeSet.Type.NUMBER))
                .map(type -> type.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" or "));
    }

    /** The contract's own words; a long list is cut. */
    private static String oneOf(List<JsonValue> values) {
        String words = values.stream().limit(20).map(ValueVocabulary::word).collect(Collectors.joining(", "));
        return (values.size() == 1 ? "" : "one of ") + words + (values.size() > 20 ? ", …" : "");
    }

    private static String word(JsonValue value) {
        if (value instanceof JsonValue.StringValue string) {
            return '"' + string.value() + '"';
        }
        if (value instanceof JsonValue.NumberValue number) {
            return number(number.value());
        }
        return value instanceof JsonValue.BooleanValue bool
                ? Boolean.toString(bool.value())
                : "the given " + value.type();
    }

    /** As people write it, unless that would take long. */
    static String number(BigDecimal number) {
        return Math.abs(number.scale()) < 20 ? number.toPlainString() : number.toString();
    }
}
