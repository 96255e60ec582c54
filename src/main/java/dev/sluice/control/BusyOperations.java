package dev.sluice.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Which operations are asked for most, from one look to the next. Confined to one event loop. */
final class BusyOperations {

    private static final int MOST = 12;
    private static final double NANOS_PER_MILLI = 1e6;

    private final RequestMetrics requests;
    private final IdentityHashMap<RequestMetrics.Series, Sum> known = new IdentityHashMap<>();

    /** Of one operation. */
    private static final class Sum {

        private long count;
        private double nanos;
        private long clientErrors;
        private long serverErrors;

        long count() {
            return count;
        }
    }

    BusyOperations(RequestMetrics requests) {
        this.requests = requests;
    }

    void begin() {
        requests.series().forEach(this::step);
    }

    /** @param seconds since the last look */
    JsonArray since(double seconds) {
        Map<String, Sum> sums = new HashMap<>();
        Map<String, RequestMetrics.Series> names = new HashMap<>();
        for (RequestMetrics.Series series : requests.series()) {
            Sum step = step(series);
            if (step.count > 0) {
                String name = series.method() + ' ' + series.route();
                names.putIfAbsent(name, series);
                add(sums.computeIfAbsent(name, first -> new Sum()), step, series.status());
            }
        }
        JsonArray busiest = new JsonArray();
        sums.entrySet().stream()
                .sorted(Map.Entry.<String, Sum>comparingByValue(
                                Comparator.comparingLong(Sum::count).reversed())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .forEach(entry -> busiest.add(json(names.get(entry.getKey()), entry.getValue(), seconds)));
        return busiest;
    }

    private Sum step(RequestMetrics.Series series) {
        Sum before = known.computeIfAbsent(series, first -> new Sum());
        Sum step = new Sum();
        long count = series.timer().count();
        double nanos = series.timer().totalTime(TimeUnit.NANOSECONDS);
        step.count = count - before.count;
        step.nanos = nanos - before.nanos;
        before.count = count;
        before.nanos = nanos;
        return step;
    }

    private static void add(Sum sum, Sum step, int status) {
        sum.count += step.count;
        sum.nanos += step.nanos;
        sum.clientErrors += status >= 400 && status < 500 ? step.count : 0;
        sum.serverErrors += status >= 500 ? step.count : 0;
    }

    private static JsonObject json(RequestMetrics.Series series, Sum sum, double seconds) {
        return new JsonObject()
                .put("method", series.method())
                .put("route", series.route())
                .put("rate", LiveSnapshots.rounded(sum.count / seconds))
                .put("mean", LiveSnapshots.rounded(sum.nanos / sum.count / NANOS_PER_MILLI))
                .put("client_errors", LiveSnapshots.rounded(sum.clientErrors / seconds))
                .put("server_errors", LiveSnapshots.rounded(sum.serverErrors / seconds));
    }
}
