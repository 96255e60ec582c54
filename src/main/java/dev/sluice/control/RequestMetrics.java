package dev.sluice.control;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.FastThreadLocal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code http_server_request_duration_seconds}: how long requests took, by path template, method and status; never by
 * project. A request that no operation was found for has the route {@code _unmatched}, one whose client left before the
 * answer has no status. Counts them for {@link LiveApi} beside. Safe for use by many event loops.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">HTTP metrics of OpenTelemetry</a>
 */
public final class RequestMetrics implements ExchangeListener {

    private static final String UNMATCHED = "_unmatched";

    /** Of a method that OpenTelemetry has no name for: a client may make up any number of them. */
    private static final String OTHER_METHOD = "_OTHER";

    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final int STATUSES = 600;

    /** The boundaries that OpenTelemetry advises. */
    private static final Duration[] BOUNDS = DoubleStream.of(
                    0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10)
            .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    /** By route, method and status, so that no request looks anything up by its labels. */
    private final Map<String, Map<String, AtomicReferenceArray<@Nullable Timer>>> routes = new ConcurrentHashMap<>();

    /** What was registered, for whoever looks at all of it. */
    private final Map<Timer, Series> series = new ConcurrentHashMap<>();

    private final List<LoopTraffic> loops = new CopyOnWriteArrayList<>();
    private final FastThreadLocal<Latest> ofThread = new FastThreadLocal<>() {
        @Override
        protected Latest initialValue() {
            Latest latest = new Latest();
            loops.add(latest.traffic);
            return latest;
        }
    };

    /** The requests of one route, method and status; 0 where the client left before the answer. */
    record Series(String method, String route, int status, Timer timer) {}

    RequestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void ended(Exchange exchange, int status, @Nullable Problem problem) {
        OperationPlan operation = exchange.operationOrNull();
        Latest latest = ofThread.get();
        if (operation == null) {
            latest.is(UNMATCHED, known(exchange.message().method()));
        } else {
            latest.is(operation.path(), operation.method());
        }
        long nanos = System.nanoTime() - exchange.startNanos();
        timer(latest, status).record(nanos, TimeUnit.NANOSECONDS);
        latest.traffic.add(status, nanos);
    }

    /** What an event loop has counted, and the series of its latest request: the next one is mostly of the same kind. */
    private final class Latest {

        final LoopTraffic traffic = new LoopTraffic();
        String route = "";
        String method = "";
        AtomicReferenceArray<@Nullable Timer> statuses = new AtomicReferenceArray<>(STATUSES);

        @SuppressWarnings("ReferenceEquality") // texts of the contract, or our own: others are looked up
        void is(String route, String method) {
            if (this.route != route || this.method != method) {
                statuses = statuses(route, method);
                this.route = route;
                this.method = method;
            }
        }
    }

    /** What all event loops have counted until now, in the order of {@link LoopTraffic}. */
    long[] traffic() {
        long[] sum = new long[LoopTraffic.SIZE];
        loops.forEach(traffic -> traffic.addTo(sum));
        return sum;
    }

    Collection<Series> series() {
        return series.values();
    }

    private static String known(String method) {
        return METHODS.contains(method) ? method : OTHER_METHOD;
    }

    private AtomicReferenceArray<@Nullable Timer> statuses(String route, String method) {
        return routes.computeIfAbsent(route, missing -> new ConcurrentHashMap<>())
                .computeIfAbsent(method, missing -> new AtomicReferenceArray<>(STATUSES));
    }

    private Timer timer(Latest latest, int status) {
        int index = status > 0 && status < STATUSES ? status : 0;
        Timer timer = latest.statuses.get(index);
        if (timer == null) {
            timer = register(latest.route, latest.method, index == 0 ? "" : Integer.toString(index));
            latest.statuses.set(index, timer);
            series.putIfAbsent(timer, new Series(known(latest.method), latest.route, index, timer));
        }
        return timer;
    }

    /** The registry gives the same timer for the same labels, whoever asks first. */
    private Timer register(String route, String method, String status) {
        return Timer.builder("http.server.request.duration")
                .description("How long requests took, from the end of the head to the answer.")
                .tag("http.request.method", known(method))
                .tag("http.route", route)
                .tag("http.response.status.code", status)
                .serviceLevelObjectives(BOUNDS)
                .register(registry);
    }
}
