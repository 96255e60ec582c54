package dev.sluice.contract;

import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One media type of a body, and how bodies of it are judged.
 *
 * @param schema of the value that the bytes stand for; null where anything goes
 * @param declared whether the schema is the contract's: without one, JSON is any JSON, and text any bytes
 * @param form how the fields of a form are read; null for what is no form
 * @param octets how long bytes may be that are not read; null where that does not matter
 * @param sequence how the items of sequential media types are judged; null where nothing is said of them
 * @param examples of a response, in the order in which they are answered; none where the contract is not read for a mock
 */
public record MediaTypePlan(
        MediaRange range,
        @Nullable Schema schema,
        boolean declared,
        @Nullable FormPlan form,
        @Nullable OctetBounds octets,
        @Nullable SequencePlan sequence,
        List<Example> examples) {

    private static final TypeSet SCALARS = TypeSet.of(
            TypeSet.Type.STRING, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.BOOLEAN, TypeSet.Type.NULL);

    public MediaTypePlan(MediaRange range, @Nullable Schema schema) {
        this(range, schema, schema != null, null, null, null, List.of());
    }

    /** How a body of this media type is read: one that is in the range. */
    public BodyFormat format(String contentType) {
        if (sequence != null && Framing.of(contentType) != null) {
            return BodyFormat.SEQUENCE;
        }
        BodyFormat format = BodyFormat.of(contentType);
        boolean judged = switch (format) {
            case JSON -> schema != null;
            case TEXT -> declared && schema != null && isText(schema);
            case FORM, MULTIPART -> form != null;
            case OCTETS -> octets != null;
            case SEQUENCE, UNJUDGED -> false;
        };
        return judged ? format : BodyFormat.UNJUDGED;
    }

    /** Nobody says how lines of text become an object or an array. */
    static boolean isText(Schema schema) {
        return schema.types().and(SCALARS).bits() != 0;
    }
}
