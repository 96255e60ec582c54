package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.resilience.BreakerView.State;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BreakerBackendTest {

    private static final BreakerSettings SETTINGS = new BreakerSettings(
            true, 50, 80, Duration.ofSeconds(1), 10, 4, Duration.ofSeconds(5), 2, Duration.ofSeconds(30));

    private final Calls calls = new Calls();
    private final BreakerBackend breaker = new BreakerBackend("store", calls, SETTINGS, calls);

    private Future<Reply> call() {
        return breaker.answer(Calls.exchange());
    }

    private void succeed(int times) {
        for (int i = 0; i < times; i++) {
            call();
            calls.succeedNext();
        }
    }

    private void fail(int times, Throwable failure) {
        for (int i = 0; i < times; i++) {
            call();
            calls.failNext(failure);
        }
    }

    private void open() {
        fail(4, Calls.bug());
    }

    private void halfOpen() {
        open();
        calls.advance(Duration.ofMillis(5_001));
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                Calls.bug(),
                Calls.problem(ProblemType.UNAVAILABLE),
                Calls.problem(ProblemType.BACKEND_TIMEOUT),
                Calls.problem(ProblemType.INTERNAL_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void opensWhenHalfOfTheCallsFail(Throwable failure) {
        succeed(2);
        fail(1, failure);
        State before = breaker.view().state();

        fail(1, failure);

        assertThat(before).isEqualTo(State.CLOSED);
        assertThat(breaker.view()).isEqualTo(new BreakerView("store", State.OPEN, 50, 0, 4, 2, 0, 0));
    }

    @Test
    void opensWhenMostCallsAreSlow() {
        for (int i = 0; i < 4; i++) {
            call();
            calls.advance(Duration.ofMillis(1_001));
            calls.succeedNext();
        }

        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        assertThat(breaker.view().slow()).isEqualTo(4);
    }

    @Test
    void theClientsOwnMistakesCountAsSuccess() {
        fail(20, Calls.problem(ProblemType.INVALID_REQUEST));

        assertThat(breaker.view()).isEqualTo(new BreakerView("store", State.CLOSED, 0, 0, 10, 0, 0, 0));
    }

    @Test
    void callersWhoFightEachOtherDoNotOpenItForTheOthers() {
        fail(10, Calls.problem(ProblemType.CONTENDED));

        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void anAnswerThatNobodyWaitsForCountsAsNeither() {
        fail(20, new CancellationException());

        assertThat(breaker.view().calls()).isZero();
    }

    @Test
    void refusesAtOnceWhileOpenAndSaysForHowLong() {
        open();

        List<String> retryAfter = Stream.of(0, 1, 999, 3_500, 499)
                .map(millis -> {
                    calls.advance(Duration.ofMillis(millis));
                    Problem problem = ((ProblemException) call().cause()).problem();
                    assertThat(problem.type()).isEqualTo(ProblemType.UNAVAILABLE);
                    return problem.headers().get("Retry-After");
                })
                .toList();

        assertThat(retryAfter).containsExactly("5", "5", "4", "1", "1");
        assertThat(calls.waitingCalls()).isZero();
        assertThat(breaker.view().refused()).isEqualTo(5);
    }

    @Test
    void letsAFewProbesThroughAndClosesWhenTheySucceed() {
        halfOpen();

        call();
        call();
        Future<Reply> third = call();

        assertThat(breaker.view().state()).isEqualTo(State.HALF_OPEN);
        assertThat(calls.waitingCalls()).isEqualTo(2);
        assertThat(((ProblemException) third.cause()).problem().headers()).isEqualTo(Map.of("Retry-After", "1"));
        calls.succeedNext();
        calls.succeedNext();
        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void opensAgainWhenTheProbesFail() {
        halfOpen();

        fail(2, Calls.bug());

        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        assertThat(((ProblemException) call().cause()).problem().headers()).isEqualTo(Map.of("Retry-After", "5"));
    }

    @Test
    void aProbeThatNobodyWaitsForMakesRoomForAnother() {
        halfOpen();

        fail(7, new CancellationException());
        succeed(2);

        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void lateFailuresOfOldCallsDoNotJudgeTheProbes() {
        for (int i = 0; i < 6; i++) {
            call();
        }
        for (int i = 0; i < 4; i++) {
            calls.failNext(Calls.bug());
        }
        calls.advance(Duration.ofSeconds(6));
        call();

        calls.failNext(Calls.bug());
        calls.failNext(Calls.bug());

        assertThat(breaker.view()).isEqualTo(new BreakerView("store", State.HALF_OPEN, -1, -1, 0, 0, 0, 0));
    }

    @Test
    void probesThatHangDoNotKeepItHalfOpenForEver() {
        halfOpen();
        call();
        call();
        calls.advance(Duration.ofSeconds(30));

        call();

        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        calls.advance(Duration.ofMillis(5_001));
        call();
        assertThat(calls.waitingCalls()).isEqualTo(3);
    }

    @Test
    void fewCallsDoNotOpenItAgain() {
        halfOpen();
        succeed(1);
        calls.advance(Duration.ofMinutes(5));

        succeed(1);

        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void doesNothingWhenItIsDisabled() {
        BreakerSettings off = new BreakerSettings(
                false, 50, 80, Duration.ofSeconds(1), 10, 4, Duration.ofSeconds(5), 2, Duration.ofSeconds(30));
        BreakerBackend disabled = new BreakerBackend("store", calls, off, calls);

        for (int i = 0; i < 20; i++) {
            disabled.answer(Calls.exchange());
            calls.failNext(Calls.bug());
        }

        assertThat(disabled.view().state()).isEqualTo(State.DISABLED);
        disabled.answer(Calls.exchange());
        assertThat(calls.waitingCalls()).isEqualTo(1);
    }

    @Test
    void aBackendThatThrowsHasFailed() {
        BreakerBackend throwing = new BreakerBackend(
                "store",
                exchange -> {
                    throw new IllegalStateException("a bug");
                },
                SETTINGS,
                calls);

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> throwing.answer(Calls.exchange())).isInstanceOf(IllegalStateException.class);
        }

        assertThat(throwing.view().state()).isEqualTo(State.OPEN);
    }

    @Test
    void settingsReportAllFaultsAtOnce() {
        assertThatThrownBy(() -> new BreakerSettings(
                        true, 0, 101, Duration.ZERO, 10, 11, Duration.ofHours(2), 0, Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        failureRateThreshold: 0 (expected: from 1 to 100)
                        slowCallRateThreshold: 101 (expected: from 1 to 100)
                        slowCallDuration: PT0S (expected: from 1 millisecond to 1 hour)
                        minimumCalls: 11 (expected: from 1 to 10)
                        openFor: PT2H (expected: from 1 millisecond to 1 hour)
                        halfOpenCalls: 0 (expected: from 1 to 100000)""");
    }
}
