package dev.sluice.edge;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.validation.Codings;
import dev.sluice.validation.RequestCoding;
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

    /**
     * Decides what becomes of a body in a coding: it is undone for who looks into it, and passes where nobody does.
     *
     * @return why the request is refused, or null
     */
    @Nullable
    Problem encoded(Call call) {
        Exchange exchange = call.exchange;
        Mode mode = call.modes().request();
        boolean judged = mode != Mode.OFF && validator.judgesBody(exchange.operation(), exchange.message());
        boolean read = Unfolding.isRead(call.backend());
        if (!judged && !read) {
            return null;
        }
        call.unfolds = RequestCoding.isUndone(exchange.message().headers());
        return !call.unfolds && (read || mode == Mode.BLOCK) ? RequestCoding.unsupported() : null;
    }
}
