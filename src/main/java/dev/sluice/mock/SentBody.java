package dev.sluice.mock;

import dev.sluice.contract.BodyPlan;
import dev.sluice.exchange.Exchange;
import dev.sluice.schema.JsonValue;
import dev.sluice.validation.FormBodies;
import org.jspecify.annotations.Nullable;

/** What a request's body says. Stateless. */
public final class SentBody {

    private SentBody() {}

    /** JSON with the contract's defaults, or the fields of a form; null where the body is neither. */
    public static @Nullable JsonValue of(Exchange exchange) {
        JsonValue json = exchange.bodyValue();
        BodyPlan plan = exchange.operation().body();
        return json != null || plan == null ? json : FormBodies.read(plan, exchange.message(), exchange.content());
    }
}
