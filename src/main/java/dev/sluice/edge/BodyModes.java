package dev.sluice.edge;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.validation.Codings;
import dev.sluice.validation.RequestValidator;
import org.jspecify.annotations.Nullable;

/** What the mode of an operation means for the bodies of its requests. Stateless; safe for any number of event loops. */
final class BodyModes {

    private final RequestValidator validator;
    private final long maxBodySize;

    /** @param maxBodySize bytes that are held of one */
    BodyModes(RequestValidator validator, long maxBodySize) {
        this.validator = validator;
        this.maxBodySize = maxBodySize;
    }

    /** Whether the body has to be there as a whole before the request goes on. */
    boolean isHeld(Call call) {
        Exchange exchange = call.exchange;
        return switch (call.modes().request()) {
            case BLOCK -> validator.judgesBody(exchange.operation(), exchange.message());
            case REPORT ->
                call.contentLength >= 0
                        && call.contentLength <= maxBodySize
                        && !Codings.isEncoded(exchange.message().headers())
                        && validator.judgesBody(exchange.operation(), exchange.message());
            case OFF -> false;
        };
    }

    /** A body in a coding is for who does not look into it. @return why the request is refused, or null */
    @Nullable
    Problem encoded(Call call) {
        boolean passes = call.backend().takesStreams() || !call.backend().readsBodies();
        if (passes) {
            Exchange exchange = call.exchange;
            return call.modes().request() == Mode.BLOCK
                    ? validator.encoded(exchange.operation(), exchange.message())
                    : null;
        }
        return RequestValidator.encoded();
    }
}
