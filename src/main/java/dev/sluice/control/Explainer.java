package dev.sluice.control;

import dev.sluice.exchange.Problem;
import dev.sluice.traffic.message.RecordedRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Tells what would happen to a request here, up to what answers it, without doing it. Safe for any thread. */
@FunctionalInterface
public interface Explainer {

    /**
     * What the pipeline would find, stage by stage: members {@code maintenance}, {@code caller}, {@code project}, {@code
     * limits}, {@code answer}, as far as they come to be; and {@code refused}, the first stage that would refuse it, with
     * its status.
     *
     * @param breaks what is wrong with it by its contract, or null; whether that ends it is a matter of the mode
     */
    Future<JsonObject> explain(RecordedRequest request, @Nullable Problem breaks);
}
