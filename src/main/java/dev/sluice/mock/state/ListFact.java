package dev.sluice.mock.state;

import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.BooleanValue;
import dev.sluice.schema.JsonValue.NullValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Something that an answer tells of a page. Immutable.
 *
 * @param outline what values it may have
 * @param zeroBased whether the first page is number 0
 * @param otherwise its JSON where what is true is not valid
 */
record ListFact(Slot slot, Outline outline, boolean zeroBased, Buffer otherwise) {

    /** Whether there is anything to tell. */
    boolean isKnown(Page page, @Nullable String next) {
        return value(page, next) != null;
    }

    Buffer text(Page page, @Nullable String next) {
        JsonValue value = value(page, next);
        if (value == null) {
            value = new NullValue(-1, -1);
            if (!outline.accepts(value)) {
                value = new StringValue(-1, -1, "");
            }
        }
        return outline.accepts(value) ? JsonText.of(value) : otherwise;
    }

    private @Nullable JsonValue value(Page page, @Nullable String next) {
        int limit = Math.max(1, page.limit());
        return switch (slot) {
            case TOTAL -> number(page.total());
            case COUNT -> number(page.items().size());
            case LIMIT -> number(page.limit());
            case OFFSET -> number(page.first());
            case PAGE -> number(page.first() / limit + (zeroBased ? 0 : 1));
            case PAGES -> number((page.total() + limit - 1) / limit);
            case MORE -> new BooleanValue(-1, -1, page.hasMore());
            case NEXT -> next == null ? null : new StringValue(-1, -1, next);
            case LINK -> null;
        };
    }

    private static JsonValue number(long value) {
        return new NumberValue(-1, -1, BigDecimal.valueOf(value));
    }
}
