package dev.sluice.validation;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import dev.sluice.schema.TypeSet;
import dev.sluice.validation.RawValues.Piece;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the raw text of a parameter into a value by its style (OpenAPI 3.0.4 and 3.1.1, 4.8.12): split first, decode
 * then, once. What the table of styles leaves undefined is read as {@code form}.
 */
final class StyleDecoder {

    private static final TypeSet SCALARS =
            TypeSet.of(TypeSet.Type.BOOLEAN, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.STRING);

    private final ParameterPlan plan;
    private final Piece raw;
    private final Outline schema;
    private final StyleText text;

    private StyleDecoder(ParameterPlan plan, Piece raw, Outline schema) {
        this.plan = plan;
        this.raw = raw;
        this.schema = schema;
        this.text = new StyleText(plan, raw);
    }

    /**
     * Where the schema takes several kinds of value that the text could be, the first that it accepts.
     *
     * @param schema what values to look for
     * @return null when the text does not follow the style
     */
    static @Nullable JsonValue value(ParameterPlan plan, Piece raw, Outline schema) {
        if (isOneText(plan, raw, schema.types())) {
            String decoded = decode(plan.in(), raw.text);
            return decoded == null ? null : ParameterText.value(decoded, schema);
        }
        return new StyleDecoder(plan, raw, schema).value();
    }

    /** As nearly all are: for them nothing need be made. */
    private static boolean isOneText(ParameterPlan plan, Piece raw, TypeSet types) {
        return (plan.style() == Style.FORM || plan.style() == Style.SIMPLE)
                && raw.next() == null
                && raw.member == null
                && !types.has(TypeSet.Type.ARRAY)
                && !types.has(TypeSet.Type.OBJECT);
    }

    private @Nullable JsonValue value() {
        TypeSet types = schema.types();
        boolean array = types.has(TypeSet.Type.ARRAY);
        boolean object = types.has(TypeSet.Type.OBJECT);
        boolean scalar = types.and(SCALARS).bits() != 0;
        if (!array && !object) {
            return scalar();
        }
        if (types.equals(TypeSet.ANY)) {
            return untyped();
        }
        List<@Nullable JsonValue> candidates = new ArrayList<>(4);
        if (scalar && !text.isDivided()) {
            candidates.add(scalar());
        }
        if (array) {
            candidates.add(array());
        }
        if (object) {
            candidates.add(object());
        }
        if (scalar && text.isDivided()) {
            candidates.add(scalar());
        }
        if (types.has(TypeSet.Type.NULL) && text.isEmpty()) {
            candidates.add(new NullValue(-1, -1));
        }
        return first(candidates);
    }

    private @Nullable JsonValue first(List<@Nullable JsonValue> candidates) {
        if (candidates.size() == 1) {
            return candidates.get(0);
        }
        JsonValue otherwise = null;
        for (JsonValue candidate : candidates) {
            if (candidate != null && schema.accepts(candidate)) {
                return candidate;
            }
            otherwise = otherwise == null ? candidate : otherwise;
        }
        return otherwise;
    }

    /** A schema without types: text is text, unless the request itself says more. */
    private @Nullable JsonValue untyped() {
        if (raw.member != null) {
            return object();
        }
        return raw.next() != null ? array() : scalar();
    }

    private @Nullable JsonValue scalar() {
        String whole = text.whole();
        String decoded = whole == null ? null : decode(whole);
        return decoded == null ? null : ParameterText.value(decoded, schema);
    }

    private @Nullable JsonValue array() {
        if (raw.member != null) {
            return spread();
        }
        List<String> pieces = text.items();
        if (pieces == null) {
            return null;
        }
        if (!plan.itemStyles().isEmpty()) {
            return JoinedItems.nested(pieces, plan, schema);
        }
        List<String> texts = new ArrayList<>(pieces.size());
        for (String piece : pieces) {
            String decoded = decode(piece);
            if (decoded == null) {
                return null;
            }
            texts.add(decoded);
        }
        return Items.array(texts, schema);
    }

    private @Nullable JsonValue object() {
        if (raw.member != null) {
            return spread();
        }
        List<String> pieces = text.members();
        if (pieces == null || pieces.size() % 2 != 0) {
            return null;
        }
        Branch root = new Branch();
        for (int i = 0; i < pieces.size(); i += 2) {
            String name = decode(pieces.get(i));
            String decoded = decode(pieces.get(i + 1));
            if (name == null || name.isEmpty() || decoded == null) {
                return null;
            }
            root.member(name).add(decoded);
        }
        return pieces.isEmpty() ? StyleText.emptyObject() : root.value(schema);
    }

    /** The members stand in pieces of their own. */
    private @Nullable JsonValue spread() {
        Branch root = new Branch();
        for (Piece piece = raw; piece != null; piece = piece.next()) {
            String decoded = decode(piece.text);
            String member = piece.member;
            Branch branch = member == null
                    ? null
                    : plan.style() == Style.DEEP_OBJECT ? DeepName.follow(member, root) : root.member(member);
            if (branch == null || decoded == null) {
                return null;
            }
            branch.add(decoded);
        }
        return root.value(schema);
    }

    /** Headers are not percent-encoded: their text is what it is. */
    private @Nullable String decode(String piece) {
        return decode(plan.in(), piece);
    }

    static @Nullable String decode(In in, String piece) {
        return in == In.HEADER ? piece.strip() : PercentEncoding.decode(piece, in == In.QUERY);
    }

    /** What an empty text is where {@code allowEmptyValue} lets it pass. */
    static JsonValue empty() {
        return new StringValue(-1, -1, "");
    }
}
