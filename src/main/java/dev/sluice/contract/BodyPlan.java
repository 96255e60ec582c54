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
 */
public record BodyPlan(boolean required, List<Content> mediaTypes, ErrorCodes codes, String pointer) {

    /** What a body without a {@code Content-Type} may be taken for (RFC 9110, 8.3). */
    private static final String UNKNOWN = "application/octet-stream";

    /** @param schema of a JSON body; null for other media types: any content goes */
    public record Content(MediaRange range, @Nullable Schema schema) {}

    /**
     * The content of a body with this media type; null when the operation does not declare it. Allocates nothing for a
     * media type that is declared as such.
     *
     * @param contentType the header's value, or null when there is none
     */
    public @Nullable Content content(@Nullable String contentType) {
        String actual = contentType == null ? UNKNOWN : contentType;
        for (int i = 0; i < mediaTypes.size(); i++) {
            Content content = mediaTypes.get(i);
            if (content.range.matches(actual)) {
                return content.schema == null || content.range.isJson() || MediaRange.isJson(actual)
                        ? content
                        : new Content(content.range, null);
            }
        }
        return null;
    }

    /** A valid JSON body as a tree with the schema's defaults; null when it is not JSON. */
    public @Nullable JsonValue read(@Nullable String contentType, Buffer body) {
        Content content = content(contentType);
        return content == null || content.schema == null
                ? null
                : content.schema.read(body.getBytes(), 0, body.length());
    }
}
