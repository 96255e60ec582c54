package dev.sluice.traffic;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The message in which something was found.
 *
 * @param status of an answer; 0 of a request
 * @param body null where it is not held
 */
public record Evidence(
        Direction direction,
        int status,
        MultiMap headers,
        @Nullable Buffer body) {

    public static Evidence ofRequest(Exchange exchange) {
        Buffer body = exchange.content() instanceof Body.Bytes bytes ? bytes.buffer() : null;
        return new Evidence(Direction.REQUEST, 0, exchange.message().headers(), body);
    }

    public static Evidence ofAnswer(int status, MultiMap headers, @Nullable Buffer body) {
        return new Evidence(Direction.RESPONSE, status, headers, body);
    }
}
