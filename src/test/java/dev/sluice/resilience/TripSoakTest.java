package dev.sluice.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.resilience.BreakerView.State;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A breaker that trips thousands of times while answers stream and end in every way: no permission is lost or made up, and
 * nothing grows. In virtual time.
 */
class TripSoakTest {

    private static final int TRIPS = 2_000;
    private static final int PROBES = 3;
    private static final int IN_FLIGHT = 40;
    private static final long MILLI = 1_000_000;
    private static final BreakerSettings SETTINGS = new BreakerSettings(
            true, 50, 80, Duration.ofMillis(100), 10, 4, Duration.ofMillis(50), PROBES, Duration.ofMillis(300));

    /** How a call ends. */
    private enum Ending {
        OK,
        OK_STREAMED,
        ENDLESS,
        TUNNEL,
        NOT_IMPLEMENTED,
        STATUS_500,
        STATUS_503_STREAMED,
        RESET_BEFORE_HEAD,
        RESET_AFTER_HEAD,
        LEFT_BEFORE_HEAD,
        LEFT_AFTER_HEAD,
        TIMEOUT,
        SLOW,
        SLOW_STREAMED;

        private static final Ending[] ALL = values();
    }

    private record Step(long at, int order, Runnable what) implements Comparable<Step> {

        @Override
        public int compareTo(Step other) {
            return at == other.at ? Integer.compare(order, other.order) : Long.compare(at, other.at);
        }
    }

    private final PriorityQueue<Step> steps = new PriorityQueue<>();
    private final Calls clock = new Calls();
    private final BulkheadBackend bulkhead = new BulkheadBackend(
            "upstream", this::begin, new BulkheadSettings(IN_FLIGHT, 0, Duration.ofMillis(10)), new FakeLoops());
    private final BreakerBackend breaker = new BreakerBackend("upstream", bulkhead, SETTINGS, clock);
    private final Set<Ending> met = EnumSet.noneOf(Ending.class);
    /** Calls that a test ends itself, while it is not null. */
    private @Nullable List<Promise<Reply>> holding;

    private Random random = new Random(0);
    private boolean well;
    private int order;
    private int underWay;
    private State state = State.CLOSED;
    private int trips;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void losesNothingOverManyTrips(long seed) {
        random = new Random(seed);

        while (trips < TRIPS) {
            storm();
            if (trips % 10 == 0) {
                settle();
            }
        }

        assertThat(met).as("endings").containsExactlyInAnyOrder(Ending.ALL);
    }

    private void storm() {
        int before = trips;
        while (trips == before) {
            if (underWay < IN_FLIGHT) {
                breaker.answer(Calls.exchange());
                note();
            }
            pass(random.nextInt(8) * MILLI);
        }
    }

    /** All that is under way ends; then the backend is well. */
    private void settle() {
        while (!steps.isEmpty()) {
            pass(100 * MILLI);
        }
        assertThat(underWay).isZero();
        assertThat(bulkhead.view().inFlight()).as("permits of the bulkhead").isZero();
        assertThat(breaker.view().calls()).isLessThanOrEqualTo(SETTINGS.windowSize());
        assertThat(breaker.streaming()).as("probes that are remembered").isZero();

        trip();
        assertThat(admitted()).as("probes").isEqualTo(PROBES);
        well = true;
        while (!steps.isEmpty()) {
            pass(MILLI);
        }
        assertThat(breaker.view().state()).isEqualTo(State.CLOSED);
        well = false;
    }

    /** To the moment in which it lets probes through. */
    private void trip() {
        well = true;
        for (int i = 0; i < 3 && breaker.view().state() != State.CLOSED; i++) {
            pass(51 * MILLI);
            for (int call = 0; call < PROBES; call++) {
                breaker.answer(Calls.exchange());
                pass(MILLI);
            }
        }
        assertThat(breaker.view().state()).as("once the backend is well").isEqualTo(State.CLOSED);
        well = false;
        List<Promise<Reply>> failing = new ArrayList<>();
        holding = failing;
        for (int i = 0; i < SETTINGS.windowSize(); i++) {
            breaker.answer(Calls.exchange());
        }
        holding = null;
        failing.forEach(call -> call.fail(Calls.bug()));
        underWay -= failing.size();
        assertThat(breaker.view().state()).isEqualTo(State.OPEN);
        clock.advance(Duration.ofMillis(51));
        state = State.HALF_OPEN;
        well = true;
    }

    private int admitted() {
        int before = underWay;
        for (int i = 0; i < 5 * PROBES; i++) {
            breaker.answer(Calls.exchange());
        }
        return underWay - before;
    }

    private void pass(long nanos) {
        long until = clock.getAsLong() + nanos;
        for (Step step = steps.peek(); step != null && step.at <= until; step = steps.peek()) {
            steps.remove();
            clock.advance(Duration.ofNanos(step.at - clock.getAsLong()));
            step.what.run();
            note();
        }
        clock.advance(Duration.ofNanos(until - clock.getAsLong()));
    }

    private void note() {
        State now = breaker.view().state();
        if (now == State.OPEN && state != State.OPEN) {
            trips++;
        }
        state = now;
        assertThat(bulkhead.view().inFlight()).isEqualTo(underWay);
    }

    private Future<Reply> begin(Exchange exchange) {
        underWay++;
        Promise<Reply> answer = Promise.promise();
        if (holding != null) {
            holding.add(answer);
            return answer.future();
        }
        Ending ending = well ? Ending.OK : Ending.ALL[random.nextInt(Ending.ALL.length)];
        met.add(ending);
        new Plan(answer).of(ending);
        return answer.future();
    }

    /** What will happen to one call. */
    private final class Plan {

        private final Promise<Reply> answer;
        private final Promise<Void> ended = Promise.promise();

        Plan(Promise<Reply> answer) {
            this.answer = answer;
        }

        void of(Ending ending) {
            long head = well ? 0 : random.nextInt(20) * MILLI;
            long rest = random.nextInt(60) * MILLI;
            switch (ending) {
                case OK -> last(head, () -> answer.complete(Calls.OK));
                case NOT_IMPLEMENTED -> last(head, () -> answer.complete(Answers.full(501)));
                case STATUS_500 -> last(head, () -> answer.complete(Answers.full(500)));
                case RESET_BEFORE_HEAD -> last(head, () -> answer.fail(Calls.problem(ProblemType.BAD_GATEWAY)));
                case LEFT_BEFORE_HEAD -> last(head, () -> answer.fail(new CancellationException()));
                case TIMEOUT -> last(head + 120 * MILLI, () -> answer.fail(Calls.problem(ProblemType.BACKEND_TIMEOUT)));
                case SLOW -> last(head + 120 * MILLI, () -> answer.complete(Calls.OK));
                case OK_STREAMED -> streamed(200, head, head + rest, null);
                case ENDLESS -> streamed(200, head, head + 1_000 * MILLI, new CancellationException());
                case STATUS_503_STREAMED -> streamed(503, head, head + rest, null);
                case RESET_AFTER_HEAD -> streamed(200, head, head + rest, Calls.bug());
                case LEFT_AFTER_HEAD -> streamed(200, head, head + rest, new CancellationException());
                case SLOW_STREAMED -> streamed(200, head + 120 * MILLI, head + 130 * MILLI, null);
                case TUNNEL -> {
                    Future<Void> end = ended.future();
                    step(head, () -> answer.complete(new Reply.Tunnel(Fields.NONE, NoSocket.socket(), end)));
                    last(head + rest, ended::complete);
                }
            }
        }

        private void streamed(int status, long head, long end, @Nullable Throwable failure) {
            step(head, () -> answer.complete(Answers.streamed(status, ended.future())));
            last(end, () -> ended.complete(null, failure));
        }

        private void last(long in, Runnable what) {
            step(in, () -> {
                underWay--;
                what.run();
            });
        }

        private void step(long in, Runnable what) {
            steps.add(new Step(clock.getAsLong() + in, order++, what));
        }
    }
}
