package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Waits;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** By a clock that is set by hand. */
class LatencyBackendTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final Reply REPLY = new Reply.Full(200, null, Buffer.buffer());

    private long now = 77;
    private long alarmAt = Long.MAX_VALUE;
    private @Nullable Runnable alarm;
    private int alarms;
    private int asked;
    private long wish = -1;
    private Future<Reply> answer = Future.succeededFuture(REPLY);
    private final Waits waits = new Waits(() -> now, (nanos, then) -> {
        alarmAt = now + nanos;
        alarm = then;
        alarms++;
    });
    private final ContractPlan contract = contract();

    private static ContractPlan contract() {
        try {
            return Contracts.parse("api.yaml", """
                    openapi: 3.1.0
                    info: {title: Pets}
                    paths:
                      /a: {get: {}}
                      /b: {get: {x-sluice-latency: {fixed: 50ms}}}
                      /c: {get: {operationId: slow, x-sluice-latency: {p50: 1s, p99: 10s}}}
                    """);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private BehaviourSettings settings(String latency) {
        return new BehaviourSettings(Latency.parse(latency), Faults.NONE, 1, Duration.ofSeconds(10));
    }

    private LatencyBackend backend(String latency) {
        return new LatencyBackend(
                exchange -> {
                    asked++;
                    return answer;
                },
                contract.operations(),
                settings(latency),
                exchange -> wish,
                () -> now,
                () -> waits);
    }

    private Exchange exchange(int operation) {
        Exchange exchange = new Exchange(new Message("GET", "/", null, MultiMap.caseInsensitiveMultiMap()), "id", now);
        exchange.matched(contract, contract.operations().get(operation));
        return exchange;
    }

    private void advance(long millis) {
        long end = now + millis * MILLI;
        for (Runnable next = alarm; next != null && alarmAt <= end; next = alarm) {
            now = Math.max(now, alarmAt);
            alarm = null;
            next.run();
        }
        now = end;
    }

    @Test
    void handsOverLaterWhatWasAnsweredAtOnce() {
        Future<Reply> reply = backend("200ms").answer(exchange(0));

        assertThat(asked).isEqualTo(1);
        advance(199);
        assertThat(reply.isComplete()).isFalse();
        advance(4);
        assertThat(reply.result()).isSameAs(REPLY);
    }

    @Test
    void countsFromTheArrivalOfTheRequest() {
        Exchange exchange = exchange(0);
        Exchange old = exchange(0);
        advance(150);

        Future<Reply> reply = backend("200ms").answer(exchange);
        advance(53);
        Future<Reply> overdue = backend("200ms").answer(old);

        assertThat(reply.isComplete()).isTrue();
        assertThat(overdue).isSameAs(answer);
    }

    @Test
    void theContractIsMoreSpecificThanTheSettings() {
        Future<Reply> reply = backend("2s").answer(exchange(1));

        advance(53);

        assertThat(reply.isComplete()).isTrue();
    }

    @Test
    void theRequestWinsOverAll() {
        wish = 500;
        Future<Reply> late = backend("10ms").answer(exchange(1));
        wish = 0;
        Future<Reply> atOnce = backend("10ms").answer(exchange(1));

        assertThat(atOnce).isSameAs(answer);
        advance(499);
        assertThat(late.isComplete()).isFalse();
        advance(4);
        assertThat(late.isComplete()).isTrue();
    }

    @Test
    void refusesAWishThatNoCallLivesToSee() {
        wish = 9_001;
        Future<Reply> refused = backend("0ms").answer(exchange(0));

        assertThat(refused.cause()).isInstanceOfSatisfying(ProblemException.class, outcome -> {
            assertThat(outcome.problem().type()).isEqualTo(MockProblems.BAD_PREFERENCE);
            assertThat(outcome.problem().headers()).containsEntry("Vary", "Prefer");
            assertThat(outcome.problem().detail()).isEqualTo("expected: a delay of at most 9000 ms");
        });
        assertThat(asked).isZero();
    }

    @Test
    void whoDoesNotWaitCostsNothing() {
        assertThat(backend("0ms").answer(exchange(0))).isSameAs(answer);
        assertThat(alarms).isZero();
    }

    @Test
    void givesUpWhenTheClientLeaves() {
        Exchange exchange = exchange(0);
        Future<Reply> reply = backend("200ms").answer(exchange);

        exchange.clientLeft();

        assertThat(waits.size()).isZero();
        assertThat(reply.cause()).isInstanceOf(CancellationException.class);
    }

    @Test
    void waitsForBothTheTimeAndTheAnswer() {
        Promise<Reply> slow = Promise.promise();
        answer = slow.future();
        Future<Reply> reply = backend("200ms").answer(exchange(0));
        advance(300);
        assertThat(reply.isComplete()).isFalse();

        slow.complete(REPLY);

        assertThat(reply.result()).isSameAs(REPLY);
    }

    @Test
    void refusalsOfTheBackendWaitToo() {
        answer = Future.failedFuture(new IllegalStateException("planted"));
        Future<Reply> reply = backend("200ms").answer(exchange(0));
        assertThat(reply.isComplete()).isFalse();

        advance(203);

        assertThat(reply.cause()).hasMessage("planted");
    }

    @Test
    void oneTimerServesTenThousand() {
        LatencyBackend backend = backend("200ms");
        List<Future<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            replies.add(backend.answer(exchange(0)));
        }

        assertThat(alarms).isEqualTo(1);
        assertThat(waits.size()).isEqualTo(10_000);
        advance(203);
        assertThat(replies).allMatch(Future::succeeded);
    }

    @Test
    void tellsOfLatenciesThatAreTooLong() {
        assertThat(settings("9s").tooLong(List.of(contract)))
                .containsExactly("Pets, slow: x-sluice-latency: p50=1s,p99=10s is too long (expected: at most 9000ms,"
                        + " nine tenths of http.requestTimeout, after which the connection is closed)");
        assertThat(settings("9001ms").tooLong(List.of()))
                .singleElement()
                .asString()
                .startsWith("mock.latency: 9001ms is too long (expected: at most 9000ms");
    }
}
