package dev.sluice.traffic.message;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * An answer that went by.
 *
 * @param status 0 where none came
 * @param headers names in any case; not changed any more
 * @param body null where there is none
 */
public record RecordedResponse(
        int status, MultiMap headers, @Nullable RecordedBody body) {}
