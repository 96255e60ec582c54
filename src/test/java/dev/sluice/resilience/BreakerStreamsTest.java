package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Fields;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.resilience.BreakerView.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a breaker makes of the status of an answer, and of how an answer that streams ends. */
class BreakerStreamsTest {

    private static final BreakerSettings SETTINGS = new BreakerSettings(
            true, 50, 80, Duration.ofSeconds(1), 10, 4, Duration.ofSeconds(5), 2, Duration.ofSeconds(30));

    private final Calls calls = new Calls();
    private final BreakerBackend breaker = new BreakerBackend("upstream", calls, SETTINGS, calls);

    private Future<Reply> call() {
        return breaker.answer(Calls.exchange());
    }

    /** @return to be completed when the answer has ended */
    private Promise<Void> stream() {
        Promise<Void> ended = Promise.promise();
        call();
        calls.answerNext(Answers.streamed(200, ended.future()));
        return ended;
    }

    private void halfOpen() {
        for (int i = 0; i < 4; i++) {
            call();
            calls.failNext(Calls.bug());
        }
        calls.advance(Duration.ofMillis(5_001));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 507, 599})
    void anAnswerThatTellsOfAFailureIsOne(int status) {
        call();
        calls.answerNext(Answers.full(status));
        call();
        calls.answerNext(Answers.streamed(status, Future.succeededFuture()));

        assertThat(breaker.view()).isEqualTo(new BreakerView("upstream", State.CLOSED, -1, -1, 2, 2, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 304, 400, 404, 429, 499, 501, 505})
    void anyOtherAnswerIsNone(int status) {
        call();
        calls.answerNext(Answers.full(status));

        assertThat(breaker.view()).isEqualTo(new BreakerView("upstream", State.CLOSED, -1, -1, 1, 0, 0, 0));
    }

    @Test
    void anAnswerThatStreamsIsJudgedByItsEnd() {
        Promise<Void> whole = stream();
        Promise<Void> broken = stream();
        int before = breaker.view().calls();

        whole.complete();
        broken.fail(Calls.bug());

        assertThat(before).isZero();
        assertThat(breaker.view()).isEqualTo(new BreakerView("upstream", State.CLOSED, -1, -1, 2, 1, 0, 0));
    }

    @Test
    void aLongAnswerIsNotSlowButALateHeadIs() {
        Promise<Void> ended = stream();
        calls.advance(Duration.ofHours(1));
        ended.complete();
        int slowBefore = breaker.view().slow();

        call();
        calls.advance(Duration.ofMillis(1_001));
        calls.answerNext(Answers.streamed(200, Future.succeededFuture()));

        assertThat(slowBefore).isZero();
        assertThat(breaker.view().slow()).isEqualTo(1);
    }

    @Test
    void aClientThatLeavesMidAnswerCountsAsNeither() {
        stream().fail(new CancellationException());

        assertThat(breaker.view().calls()).isZero();
    }

    @Test
    void aClientThatLeavesAnEndlessAnswerHasHadAGoodOne() {
        Promise<Void> events = stream();
        calls.advance(Duration.ofSeconds(1));

        events.fail(new CancellationException());

        assertThat(breaker.view()).isEqualTo(new BreakerView("upstream", State.CLOSED, -1, -1, 1, 0, 0, 0));
    }

    @Test
    void aTunnelIsASuccessAsSoonAsItStands() {
        call();
        calls.answerNext(new Reply.Tunnel(
                Fields.NONE, NoSocket.socket(), Promise.<Void>promise().future()));

        assertThat(breaker.view().calls()).isEqualTo(1);
    }

    @Test
    void whatAnInnerDecoratorRefusesDoesNotCount() {
        BreakerBackend inner = new BreakerBackend("operation", calls, SETTINGS, calls);
        BreakerBackend outer = new BreakerBackend("upstream", inner, SETTINGS, calls);
        for (int i = 0; i < 4; i++) {
            inner.answer(Calls.exchange());
            calls.failNext(Calls.problem(ProblemType.BACKEND_TIMEOUT));
        }

        for (int i = 0; i < 20; i++) {
            outer.answer(Calls.exchange());
        }

        assertThat(inner.view().refused()).isEqualTo(20);
        assertThat(outer.view()).isEqualTo(new BreakerView("upstream", State.CLOSED, -1, -1, 0, 0, 0, 0));
    }

    @Test
    void probesThatBreakOffMidAnswerOpenItAgain() {
        halfOpen();
        Promise<Void> one = stream();
        Promise<Void> other = stream();

        one.fail(Calls.bug());
        other.fail(Calls.bug());

        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
    }

    @Test
    void probesThatStreamForLongHoldUpNobody() {
        halfOpen();
        Promise<Void> one = stream();
        stream();
        calls.advance(Duration.ofMillis(999));
        boolean early = call().failed();
        calls.advance(Duration.ofMillis(1));

        Future<Reply> next = call();

        assertThat(early).isTrue();
        assertThat(next.isComplete()).isFalse();
        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
        one.fail(Calls.bug());
        assertThat(breaker.view().calls()).as("a verdict is given once").isZero();
    }

    @Test
    void endsOfAnEarlierRoundOfProbesDoNotJudgeTheNextOne() {
        halfOpen();
        call();
        call();
        calls.advance(Duration.ofSeconds(30));
        call();
        calls.advance(Duration.ofMillis(5_001));
        call();
        calls.failNext(new CancellationException());
        calls.failNext(Calls.bug());

        assertThat(breaker.view()).isEqualTo(new BreakerView("upstream", State.HALF_OPEN, -1, -1, 0, 0, 0, 1));
        assertThat(call().isComplete()).as("the second probe").isFalse();
        assertThat(call().failed()).as("a third one").isTrue();
    }

    @Test
    void asksTheBackendWhatItWantsOfBodies() {
        BreakerBackend flowing = new BreakerBackend("upstream", new FlowingBackend(), SETTINGS, calls);

        assertThat(flowing.takesStreams()).isTrue();
        assertThat(flowing.readsBodies()).isFalse();
        assertThat(breaker.takesStreams()).isFalse();
        assertThat(breaker.readsBodies()).isTrue();
    }
}
