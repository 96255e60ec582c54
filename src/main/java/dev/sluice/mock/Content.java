package dev.sluice.mock;

import dev.sluice.schema.JsonValue;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A body, written. Its bytes serve many answers and never change.
 *
 * @param value what the bytes stand for, where they are JSON; else null
 */
record Content(@Nullable JsonValue value, Buffer bytes) {}
