package dev.sluice.validation;

import dev.sluice.exchange.Violation;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of judging a response that is held.
 *
 * @param violations empty when nothing was found
 * @param content without its codings; null where they could not be undone, or nobody has
 * @param gap what was not judged although the contract says something about it
 */
public record JudgedResponse(
        List<Violation> violations, @Nullable Buffer content, Gap gap) {

    /** Why content was not judged. */
    public enum Gap {
        /** It was. */
        NONE,
        /** It has no end. */
        ENDLESS,
        /** It is in a coding that is not undone, or it is a part of such content. */
        CODING,
        /** It unfolds to more than is allowed. */
        TOO_LARGE
    }
}
