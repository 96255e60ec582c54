package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class BulkheadBackendTest {

    private final Calls calls = new Calls();
    private final FakeLoops loop = new FakeLoops();
    private final BulkheadBackend bulkhead =
            new BulkheadBackend("upstream", calls, new BulkheadSettings(2, 3, FakeLoops.PATIENCE), loop);

    private Future<Reply> call() {
        return bulkhead.answer(Calls.exchange());
    }

    private BulkheadView view(int inFlight, int waiting, int refused) {
        return new BulkheadView("upstream", inFlight, 2, waiting, 3, refused);
    }

    @Test
    void refusesWhatIsTooMuchAndSaysWhenToComeBack() {
        for (int i = 0; i < 5; i++) {
            call();
        }

        Future<Reply> sixth = call();

        Problem problem = ((ProblemException) sixth.cause()).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
        assertThat(problem.type().status()).isEqualTo(503);
        assertThat(problem.headers()).isEqualTo(Map.of("Retry-After", "1"));
        assertThat(calls.waitingCalls()).isEqualTo(2);
        assertThat(bulkhead.view()).isEqualTo(view(2, 3, 1));
    }

    @Test
    void thoseWhoWaitGoInTheirOrder() {
        List<String> order = new ArrayList<>();
        call();
        call();
        for (String name : List.of("first", "second", "third")) {
            call().onSuccess(reply -> order.add(name));
        }

        for (int i = 0; i < 5; i++) {
            calls.succeedNext();
            loop.run();
        }

        assertThat(order).containsExactly("first", "second", "third");
        assertThat(bulkhead.view()).isEqualTo(view(0, 0, 0));
    }

    @Test
    void nobodyOvertakesThoseWhoWait() {
        call();
        call();
        call();
        calls.succeedNext();
        // the permit is on its way to the third
        call();

        assertThat(calls.waitingCalls()).isEqualTo(1);
        loop.run();
        assertThat(calls.waitingCalls()).isEqualTo(2);
        assertThat(bulkhead.view()).isEqualTo(view(2, 1, 0));
    }

    @Test
    void nobodyWaitsForLongerThanItsTime() {
        call();
        call();
        Future<Reply> third = call();
        loop.advance(FakeLoops.PATIENCE.minusNanos(1));
        boolean early = third.isComplete();

        loop.advance(Duration.ofNanos(1));

        assertThat(early).isFalse();
        assertThat(((ProblemException) third.cause()).problem().type()).isEqualTo(ProblemType.OVERLOADED);
        assertThat(bulkhead.view()).isEqualTo(view(2, 0, 1));
    }

    @Test
    void anAnswerThatStreamsHoldsItsPermitToTheEnd() {
        Promise<Void> whole = Promise.promise();
        Promise<Void> broken = Promise.promise();
        call();
        call();
        calls.answerNext(Answers.streamed(200, whole.future()));
        calls.answerNext(Answers.streamed(200, broken.future()));
        int before = bulkhead.view().inFlight();

        whole.complete();
        broken.fail(new CancellationException());

        assertThat(before).isEqualTo(2);
        assertThat(bulkhead.view().inFlight()).isZero();
    }

    @Test
    void aTunnelHoldsItsPermitUntilItIsClosed() {
        Promise<Void> closed = Promise.promise();
        call();
        calls.answerNext(new Reply.Tunnel(Fields.NONE, NoSocket.socket(), closed.future()));
        int before = bulkhead.view().inFlight();

        closed.complete();

        assertThat(before).isEqualTo(1);
        assertThat(bulkhead.view().inFlight()).isZero();
    }

    @Test
    void failuresGiveTheirPermitBack() {
        call();
        calls.failNext(Calls.bug());
        call();
        calls.failNext(new CancellationException());

        assertThat(bulkhead.view()).isEqualTo(view(0, 0, 0));
    }

    @Test
    void aBackendThatThrowsGivesItsPermitBack() {
        BulkheadBackend throwing = new BulkheadBackend(
                "upstream",
                exchange -> {
                    throw new IllegalStateException("a bug");
                },
                new BulkheadSettings(1, 0, FakeLoops.PATIENCE),
                loop);

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> throwing.answer(Calls.exchange())).isInstanceOf(IllegalStateException.class);
        }

        assertThat(throwing.view().inFlight()).isZero();
    }

    @Test
    void aClientThatLeavesNoLongerWaits() {
        call();
        call();
        Exchange exchange = Calls.exchange();
        Future<Reply> third = bulkhead.answer(exchange);

        exchange.clientLeft();

        assertThat(third.cause()).isInstanceOf(CancellationException.class);
        assertThat(bulkhead.view()).isEqualTo(view(2, 0, 0));
    }

    @Test
    void aClientThatLeavesWithItsPermitOnTheWayGivesItBack() {
        call();
        call();
        Exchange exchange = Calls.exchange();
        Future<Reply> third = bulkhead.answer(exchange);
        calls.succeedNext();

        exchange.clientLeft();
        loop.run();

        assertThat(third.cause()).isInstanceOf(CancellationException.class);
        assertThat(bulkhead.view()).isEqualTo(view(1, 0, 0));
        assertThat(calls.waitingCalls()).isEqualTo(1);
    }

    @Test
    void theBackendIsToldWhenTheClientOfAnAdmittedCallLeaves() {
        List<String> told = new ArrayList<>();
        BulkheadBackend one = new BulkheadBackend(
                "upstream",
                exchange -> {
                    exchange.whenClientLeaves(() -> told.add("left"));
                    return calls.answer(exchange);
                },
                new BulkheadSettings(1, 1, FakeLoops.PATIENCE),
                loop);
        one.answer(Calls.exchange());
        Exchange waiting = Calls.exchange();
        one.answer(waiting);
        calls.succeedNext();
        loop.run();

        waiting.clientLeft();

        assertThat(told).containsExactly("left");
    }

    @Test
    void asksTheBackendWhatItWantsOfBodies() {
        BulkheadBackend flowing = new BulkheadBackend("upstream", new FlowingBackend(), BulkheadSettings.DEFAULT, loop);

        assertThat(flowing.takesStreams()).isTrue();
        assertThat(flowing.readsBodies()).isFalse();
        assertThat(bulkhead.takesStreams()).isFalse();
        assertThat(bulkhead.readsBodies()).isTrue();
    }

    @Test
    void settingsReportAllFaultsAtOnce() {
        assertThatThrownBy(() -> new BulkheadSettings(0, -1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        inFlight: 0 (expected: from 1 to 1000000)
                        waiting: -1 (expected: from 0 to 1000000)
                        waitTimeout: PT0S (expected: from 1 millisecond to 1 hour)""");
    }
}
