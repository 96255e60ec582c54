package dev.sluice.validation;

import dev.sluice.contract.FormPlan;
import dev.sluice.contract.FormPlan.Field;
import dev.sluice.contract.HeaderPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.Schema;
import dev.sluice.schema.StrictJson;
import dev.sluice.schema.TypeSet;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges {@code multipart/form-data} bodies: parts become the members of an object. JSON parts are their value, bytes a
 * string of as many characters, others the text that they hold. Confined to one call.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
final class MultipartForm {

    private static final TypeSet OBJECT = TypeSet.of(TypeSet.Type.OBJECT);

    private final FormPlan form;
    private final @Nullable Schema schema;
    private final BodyFindings findings;
    private final FormValues values;

    private MultipartForm(FormPlan form, @Nullable Schema schema, FormValues values) {
        this.form = form;
        this.schema = schema;
        this.findings = values.findings();
        this.values = values;
    }

    static void judge(MediaTypePlan plan, String contentType, BodyBytes body, BodyFindings findings) {
        FormValues values = new FormValues(findings);
        if (read(plan, contentType, body, values)) {
            values.judge(plan);
        }
    }

    /** @return false where it is no form, or the contract says nothing of it */
    static boolean read(MediaTypePlan plan, String contentType, BodyBytes body, FormValues values) {
        MultipartReader reader = new MultipartReader(body);
        List<Part> parts = reader.parts(MediaRange.parameter(contentType, "boundary"));
        if (parts == null) {
            values.findings().add("", "multipart", reader.fault());
        } else if (plan.form() != null) {
            new MultipartForm(plan.form(), plan.schema(), values).read(parts);
            return true;
        }
        return false;
    }

    private void read(List<Part> parts) {
        Map<String, List<Part>> byName = new LinkedHashMap<>();
        parts.forEach(part ->
                byName.computeIfAbsent(part.name(), added -> new ArrayList<>()).add(part));
        byName.forEach((name, same) -> {
            Field field = form.fields().get(name);
            for (int i = 0; field != null && i < same.size(); i++) {
                judgeHead(field, same.get(i));
            }
            member(name, field, same);
        });
    }

    private void judgeHead(Field field, Part part) {
        String pointer = FormValues.pointer(part.name());
        String contentType = part.contentType();
        if (contentType != null
                && !field.contentTypes().isEmpty()
                && field.contentTypes().stream().noneMatch(range -> range.matches(contentType))) {
            findings.add(pointer, "contentType", "expected the media type " + words(field.contentTypes()));
        }
        for (HeaderPlan header : field.headers()) {
            HeaderJudge.judge(
                    header,
                    part.headers(),
                    (plan, keyword, schemaPointer, message) ->
                            findings.add(pointer, plan.name(), keyword, schemaPointer, message));
        }
    }

    private static String words(List<MediaRange> ranges) {
        return String.join(" or ", ranges.stream().map(MediaRange::toString).toList());
    }

    private void member(String name, @Nullable Field field, List<Part> parts) {
        Outline member = field != null
                ? field.parameter().schema().outline()
                : schema == null ? Outline.ANYTHING : schema.outline().member(name);
        TypeSet types = member.types();
        boolean array = types.has(TypeSet.Type.ARRAY);
        if (field != null && field.joined() && array && parts.size() == 1) {
            joined(name, field.parameter(), parts.get(0), member);
            return;
        }
        List<JsonValue> read = new ArrayList<>();
        for (Part part : parts) {
            JsonValue value = value(name, field, part, array ? member.item(0) : member);
            if (value == null) {
                return;
            }
            read.add(value);
        }
        JsonValue only = read.size() == 1 ? read.get(0) : null;
        if (only != null && (!array || only instanceof ArrayValue || types.equals(TypeSet.ANY))) {
            values.put(name, only);
        } else if (array) {
            values.put(name, FormValues.array(read));
        } else {
            values.unreadable(name, "style", "expected one part of this name");
        }
    }

    /** @return null after a violation */
    private @Nullable JsonValue value(String name, @Nullable Field field, Part part, Outline schema) {
        BodyBytes content = part.content();
        if (isJson(field, part, schema.types())) {
            JsonValue value = StrictJson.read(content.bytes(), content.from(), content.to());
            if (value == null) {
                values.unreadable(name, "json", "expected one strict JSON text");
            }
            return value;
        }
        if (isBinary(field, part)) {
            // one character for each byte: lengths are those of the bytes
            return new StringValue(
                    -1, -1, new String(content.bytes(), content.from(), content.length(), StandardCharsets.ISO_8859_1));
        }
        String text = text(name, part);
        return text == null ? null : FieldText.plain(text, schema);
    }

    /** An array in one part. */
    private void joined(String name, ParameterPlan field, Part part, Outline schema) {
        String text = text(name, part);
        JsonValue value = text == null ? null : JoinedItems.plain(text, field, schema);
        if (value != null) {
            values.put(name, value);
        }
    }

    /** @return null after a violation */
    private @Nullable String text(String name, Part part) {
        BodyBytes content = part.content();
        Charset charset = part.contentType() == null ? StandardCharsets.UTF_8 : Charsets.of(part.contentType());
        String text = charset == null ? null : Charsets.decode(content.bytes(), content.from(), content.to(), charset);
        if (text == null) {
            values.unreadable(
                    name, "text", "expected well-formed text in " + (charset == null ? Charsets.KNOWN : charset));
        }
        return text;
    }

    /** What the part says of itself counts; a part that says nothing is what the contract takes it for. */
    private static boolean isJson(@Nullable Field field, Part part, TypeSet types) {
        if (part.contentType() != null) {
            boolean wrapped = MediaRange.isJson(part.contentType());
            return wrapped && (field == null || !field.binary());
        }
        if (field != null && !field.contentTypes().isEmpty()) {
            return field.contentTypes().get(0).isJson();
        }
        return types.equals(OBJECT);
    }

    private static boolean isBinary(@Nullable Field field, Part part) {
        if (field != null && field.binary()) {
            return true;
        }
        String contentType = part.contentType();
        return contentType == null ? part.file() : !contentType.regionMatches(true, 0, "text/", 0, 5) || part.file();
    }
}
