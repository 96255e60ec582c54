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

    /** @param schema null when any content goes */
    public record Content(MediaRange range, @Nullable Schema schema) {}

    /**
     * The content of a body with this media type; null when the operation does not declare it.
     *
     * @param contentType the header's value, or null when there is none
     */
    public @Nullable Content content(@Nullable String contentType) {
        throw new UnsupportedOperationException("TODO " + contentType);
    }

    /** A valid JSON body as a tree with the schema's defaults; null when it is not JSON. */
    public @Nullable JsonValue read(@Nullable String contentType, Buffer body) {
        throw new UnsupportedOperationException("TODO " + contentType + body.length());
    }
}
