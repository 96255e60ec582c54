package dev.sluice.app;

import dev.sluice.auth.Identity;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The stages behind the limits, in the order of the edge: media types, what the body has to confirm, and its verdict. */
record ExplainedBody(RequestValidator validator, Mode mode) {

    /**
     * @param claim what the caller is known by, if the body is as they signed it; null where the head says it all
     * @param breaks what is wrong with the request by its contract, or null
     */
    void tell(
            JsonObject told,
            Exchange exchange,
            @Nullable RecordedBody body,
            Identity.@Nullable Confirmation claim,
            @Nullable Problem breaks) {
        boolean blocks = mode == Mode.BLOCK;
        if (blocks) {
            Explanations.refused(
                    told, "validate", validator.media(exchange.operation(), exchange.message(), body != null));
        }
        if (claim != null && !(body != null && body.isTruncated())) {
            Problem refusal = claim.refuse(exchange.body());
            JsonObject caller = told.getJsonObject("caller");
            if (caller != null) {
                caller.put("confirmed", refusal == null);
            }
            Explanations.refused(told, "confirm", refusal);
        }
        if (blocks) {
            Explanations.refused(told, "validate", breaks);
        }
    }
}
