package dev.sluice.contract;

import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request.
 *
 * @param mediaTypes the most specific range first
 * @param codes the request body's {@code x-sluice-error}: for every violation of it that has no code of its own, and
 *     for {@code required}
 * @param pointer of the request body in the contract
 * @param contentPointer where the contract says which media types it has
 */
public record BodyPlan(
        boolean required, List<MediaTypePlan> mediaTypes, ErrorCodes codes, String pointer, String contentPointer) {

    /** A body of OpenAPI 3. */
    public BodyPlan(boolean required, List<MediaTypePlan> mediaTypes, ErrorCodes codes, String pointer) {
        this(required, mediaTypes, codes, pointer, pointer + "/content");
    }

    /** What a body without a {@code Content-Type} may be taken for (RFC 9110, 8.3). */
    public static final String UNKNOWN = "application/octet-stream";

    /**
     * What a body with this media type is judged by; null when the operation does not declare it. Allocates nothing for
     * a media type that is declared as such.
     *
     * @param contentType the header's value, or null when there is none
     */
    public @Nullable MediaTypePlan content(@Nullable String contentType) {
        return find(mediaTypes, contentType == null ? UNKNOWN : contentType);
    }

    static @Nullable MediaTypePlan find(List<MediaTypePlan> mediaTypes, String contentType) {
        for (int i = 0; i < mediaTypes.size(); i++) {
            MediaTypePlan plan = mediaTypes.get(i);
            if (plan.range().is(contentType) || plan.range().matches(contentType)) {
                return plan;
            }
        }
        return null;
    }

    /** A JSON body as a tree with the schema's defaults; null when it is not JSON. */
    public @Nullable JsonValue read(@Nullable String contentType, Buffer body) {
        MediaTypePlan content = content(contentType);
        Schema schema = content == null ? null : content.schema();
        if (schema == null || contentType == null || !MediaRange.isJson(contentType)) {
            return null;
        }
        try {
            return schema.read(body.getBytes(), 0, body.length());
        } catch (IllegalArgumentException noJson) {
            // nobody has judged it
            return null;
        }
    }
}
