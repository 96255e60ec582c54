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
    private final IdentityHashMap<RequestMetrics.Series, Seen> known = new IdentityHashMap<>();

    /** How far a series was at the last look. */
    private static final class Seen {

        private long count;
        private double nanos;
    }

    /** What one operation has had since. */
    private static final class Busy {

        private final RequestMetrics.Series first;
        private long count;
        private double nanos;
        private long clientErrors;
        private long serverErrors;

        Busy(RequestMetrics.Series first) {
            this.first = first;
        }

        String name() {
            return name(first);
        }

        static String name(RequestMetrics.Series series) {
            return series.method() + ' ' + series.route();
        }

        long count() {
            return count;
        }
    }

    BusyOperations(RequestMetrics requests) {
        this.requests = requests;
    }

    void begin() {
        requests.series().forEach(series -> step(series, new Busy(series)));
    }

    /** @param seconds since the last look */
    JsonArray since(double seconds) {
        Map<String, Busy> operations = new HashMap<>();
        for (RequestMetrics.Series series : requests.series()) {
            step(series, operations.computeIfAbsent(Busy.name(series), name -> new Busy(series)));
        }
        JsonArray busiest = new JsonArray();
        operations.values().stream()
                .filter(operation -> operation.count > 0)
                .sorted(Comparator.comparingLong(Busy::count).reversed().thenComparing(Busy::name))
                .limit(MOST)
                .forEach(operation -> busiest.add(json(operation, seconds)));
        return busiest;
    }

    private void step(RequestMetrics.Series series, Busy operation) {
        Seen seen = known.computeIfAbsent(series, first -> new Seen());
        long count = series.timer().count();
        double nanos = series.timer().totalTime(TimeUnit.NANOSECONDS);
        long more = count - seen.count;
        operation.count += more;
        operation.nanos += nanos - seen.nanos;
        operation.clientErrors += series.status() >= 400 && series.status() < 500 ? more : 0;
        operation.serverErrors += series.status() >= 500 ? more : 0;
        seen.count = count;
        seen.nanos = nanos;
    }

    private static JsonObject json(Busy operation, double seconds) {
        return new JsonObject()
                .put("method", operation.first.method())
                .put("route", operation.first.route())
                .put("rate", LiveSnapshots.rounded(operation.count / seconds))
                .put("mean", LiveSnapshots.rounded(operation.nanos / operation.count / NANOS_PER_MILLI))
                .put("client_errors", LiveSnapshots.rounded(operation.clientErrors / seconds))
                .put("server_errors", LiveSnapshots.rounded(operation.serverErrors / seconds));
    }
}
