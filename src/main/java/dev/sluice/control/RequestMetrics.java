package dev.sluice.control;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Problem;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * {@code http_server_request_duration_seconds}: how long requests took, by path template, method and status; never by
 * project. A request that no operation was found for has the route {@code _unmatched}, one whose client left before the
 * answer has no status. Safe for use by many event loops.
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

    private final Map<String, Map<String, AtomicReferenceArray<DurationHistogram>>> routes = new ConcurrentHashMap<>();

    RequestMetrics() {}

    @Override
    public void ended(Exchange exchange, int status, @Nullable Problem problem) {
        OperationPlan operation = exchange.operationOrNull();
        String method = operation == null ? exchange.message().method() : operation.method();
        String route = operation == null ? UNMATCHED : operation.path();
        histogram(route, method, status).record(System.nanoTime() - exchange.startNanos());
    }

    private DurationHistogram histogram(String route, String method, int status) {
        Map<String, AtomicReferenceArray<DurationHistogram>> methods = routes.get(route);
        if (methods == null) {
            methods = routes.computeIfAbsent(route, missing -> new ConcurrentHashMap<>());
        }
        AtomicReferenceArray<DurationHistogram> statuses = methods.get(method);
        if (statuses == null) {
            statuses = methods.computeIfAbsent(
                    METHODS.contains(method) ? method : OTHER_METHOD, missing -> new AtomicReferenceArray<>(STATUSES));
        }
        int index = status < STATUSES ? status : 0;
        DurationHistogram histogram = statuses.get(index);
        if (histogram == null) {
            statuses.compareAndSet(index, null, new DurationHistogram());
            histogram = statuses.get(index);
        }
        return histogram;
    }

    MetricSnapshot snapshot() {
        HistogramSnapshot.Builder family = HistogramSnapshot.builder()
                .name("http_server_request_duration_seconds")
                .help("How long requests took, from the end of the head to the answer.")
                .unit(Unit.SECONDS);
        routes.forEach((route, methods) -> methods.forEach((method, statuses) -> {
            for (int status = 0; status < STATUSES; status++) {
                DurationHistogram histogram = statuses.get(status);
                if (histogram != null) {
                    family.dataPoint(histogram.snapshot(labels(route, method, status)));
                }
            }
        }));
        return family.build();
    }

    private static Labels labels(String route, String method, int status) {
        Labels labels = Labels.of("http_request_method", method, "http_route", route);
        return status == 0 ? labels : labels.add("http_response_status_code", Integer.toString(status));
    }
}
