package dev.sluice.validation;

import dev.sluice.contract.FormPlan;
import dev.sluice.contract.FormPlan.Field;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.StrictJson;
import dev.sluice.schema.TypeSet;
import dev.sluice.validation.RawValues.Piece;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges {@code application/x-www-form-urlencoded} bodies: fields become the members of an object, by their
 * {@code encoding}. Without one, a field whose schema is an object is JSON, one whose schema is an array is repeated, and
 * every other is text. Confined to one call.
 */
final class UrlEncodedForm {

    private static final String ONE_VALUE = "expected one value";
    private static final TypeSet OBJECT = TypeSet.of(TypeSet.Type.OBJECT);

    private final FormPlan form;
    private final @Nullable Schema schema;
    private final FormValues values;
    /** The pieces of each field in {@code deepObject} style. */
    private final Map<String, List<Piece>> deep = new LinkedHashMap<>();

    private UrlEncodedForm(FormPlan form, @Nullable Schema schema, FormValues values) {
        this.form = form;
        this.schema = schema;
        this.values = values;
    }

    static void judge(MediaTypePlan plan, BodyBytes body, BodyFindings findings) {
        FormValues values = new FormValues(findings);
        if (read(plan, body, values)) {
            values.judge(plan);
        }
    }

    /** @return false where it is no form, or the contract says nothing of it */
    static boolean read(MediaTypePlan plan, BodyBytes body, FormValues values) {
        FormText text = new FormText(body);
        String fault = text.fault();
        if (fault != null) {
            values.findings().add("", "form", fault);
        } else if (plan.form() != null) {
            new UrlEncodedForm(plan.form(), plan.schema(), values).read(text.fields());
            return true;
        }
        return false;
    }

    private void read(Map<String, List<String>> fields) {
        fields.forEach((name, raw) -> {
            Field field = form.fields().get(name);
            Field owner = form.owners().get(name);
            if (field != null) {
                known(name, field, raw);
            } else if (owner != null) {
                exploded(name, owner.parameter(), raw);
            } else if (!isDeep(name, raw)) {
                unknown(name, raw);
            }
        });
        form.fields().forEach((name, field) -> {
            List<Piece> pieces = deep.get(name);
            if (pieces != null) {
                ParameterPlan plan = field.parameter();
                JsonValue value = StyleDecoder.value(
                        plan, RawValues.chain(pieces), plan.schema().outline());
                put(name, value, DeepName.EXPECTED);
            }
        });
    }

    /** @param value null when it could not be read */
    private void put(String name, @Nullable JsonValue value, String expected) {
        if (value == null) {
            values.unreadable(name, "style", expected);
        } else {
            values.put(name, value);
        }
    }

    private void known(String name, Field field, List<String> raw) {
        TypeSet types = field.parameter().schema().types();
        if (isJson(field, types)) {
            json(name, types, raw);
            return;
        }
        JsonValue value =
                field.parameter().style() == Style.DEEP_OBJECT ? null : FieldText.styled(field.parameter(), raw);
        put(name, value, expected(field.parameter(), raw.size() > 1));
    }

    private static String expected(ParameterPlan field, boolean repeated) {
        if (field.style() == Style.DEEP_OBJECT) {
            return DeepName.EXPECTED;
        }
        boolean many = field.schema().types().has(TypeSet.Type.ARRAY);
        if (repeated && !(many && field.explode())) {
            return ONE_VALUE;
        }
        return "expected " + (many ? "well-encoded values" : "one well-encoded value") + " in percent-encoded UTF-8";
    }

    private static boolean isJson(Field field, TypeSet types) {
        if (field.styled()) {
            return false;
        }
        return field.contentTypes().isEmpty()
                ? types.equals(OBJECT)
                        || (types.equals(TypeSet.of(TypeSet.Type.ARRAY))
                                && field.parameter()
                                        .schema()
                                        .outline()
                                        .item(0)
                                        .types()
                                        .equals(OBJECT))
                : field.contentTypes().get(0).isJson();
    }

    private void json(String name, TypeSet types, List<String> raw) {
        List<JsonValue> read = new ArrayList<>();
        for (String text : raw) {
            String decoded = PercentEncoding.decode(text, true);
            byte[] bytes = decoded == null ? new byte[0] : decoded.getBytes(StandardCharsets.UTF_8);
            JsonValue value = StrictJson.read(bytes, 0, bytes.length);
            if (value == null) {
                values.unreadable(name, "json", "expected JSON in percent-encoded UTF-8");
                return;
            }
            read.add(value);
        }
        boolean whole =
                read.size() == 1 && (!types.has(TypeSet.Type.ARRAY) || read.get(0) instanceof JsonValue.ArrayValue);
        if (!whole && !types.has(TypeSet.Type.ARRAY)) {
            values.unreadable(name, "json", ONE_VALUE);
        } else {
            values.put(name, whole ? read.get(0) : FormValues.array(read));
        }
    }

    private void exploded(String name, ParameterPlan owner, List<String> raw) {
        String text = raw.size() == 1 ? PercentEncoding.decode(raw.get(0), true) : null;
        if (text == null) {
            values.unreadable(owner.name(), "style", "expected one percent-encoded value for each member");
        } else {
            values.put(
                    owner.name(),
                    name,
                    FieldText.plain(text, owner.schema().outline().member(name)));
        }
    }

    /** {@code name[member]}, where the field is in that style. */
    private boolean isDeep(String name, List<String> raw) {
        int bracket = name.indexOf('[');
        Field field = bracket < 1 ? null : form.fields().get(name.substring(0, bracket));
        if (field == null || field.parameter().style() != Style.DEEP_OBJECT) {
            return false;
        }
        List<Piece> pieces = deep.computeIfAbsent(field.parameter().name(), added -> new ArrayList<>());
        raw.forEach(text -> pieces.add(new Piece(text, name.substring(bracket))));
        return true;
    }

    private void unknown(String name, List<String> raw) {
        Outline member = schema == null ? Outline.ANYTHING : schema.outline().member(name);
        List<JsonValue> read = new ArrayList<>();
        for (String text : raw) {
            String decoded = PercentEncoding.decode(text, true);
            if (decoded == null) {
                values.unreadable(name, "style", "expected percent-encoded UTF-8");
                return;
            }
            read.add(FieldText.plain(decoded, raw.size() == 1 ? member : member.item(0)));
        }
        values.put(name, read.size() == 1 ? read.get(0) : FormValues.array(read));
    }
}
