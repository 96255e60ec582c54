package dev.sluice.traffic.record;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Message;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An exchange on its way to the file: what the event loop held of it, which does not change any more.
 *
 * @param ended in milliseconds since 1970
 * @param nanos it took
 * @param status 0 where there was no answer
 * @param requestLength of the content; -1 where nobody knows
 * @param length of the answer's content; -1 where nobody knows
 * @param refused the name of the problem that Sluice has answered with itself; null where the answer is a backend's
 * @param weight bytes of memory that it holds, about
 */
record Passage(
        long ended,
        long nanos,
        @Nullable ContractPlan contract,
        @Nullable OperationPlan operation,
        Message message,
        @Nullable Buffer requestBody,
        long requestLength,
        int status,
        MultiMap headers,
        @Nullable Buffer body,
        long length,
        @Nullable String refused,
        long weight) {}
