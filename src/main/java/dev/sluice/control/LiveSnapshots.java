package dev.sluice.control;

import dev.sluice.ratelimit.NearProjects;
import dev.sluice.ratelimit.ProjectUsage;
import dev.sluice.ratelimit.RateLimitCounts;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Finding;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Maintenance;
import dev.sluice.traffic.Verdict;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Collector;

/**
 * Puts together what the console shows live: how things are now, and what has happened since the last time. What it tells is
 * bounded, however many projects, upstreams or operations there are. Confined to one event loop.
 */
final class LiveSnapshots {

    private static final int MOST_PROJECTS = 20;
    private static final int MOST_FINDINGS = 8;
    private static final int MOST_UPSTREAMS = 50;
    private static final double NANOS = 1e9;

    private static final Collector<Object, JsonArray, JsonArray> ARRAY =
            Collector.of(JsonArray::new, JsonArray::add, JsonArray::addAll);

    private final ControlSources sources;
    private final ConsoleSources console;
    private final RequestMetrics requests;
    private final Findings findings;
    private final Maintenance maintenance;
    private final BusyOperations operations;

    private long nanos;
    private long[] traffic = new long[LoopTraffic.SIZE];
    private RateLimitCounts limits = new RateLimitCounts(0, 0, 0, 0, 0);

    LiveSnapshots(
            ControlSources sources,
            ConsoleSources console,
            RequestMetrics requests,
            Findings findings,
            Maintenance maintenance) {
        this.sources = sources;
        this.console = console;
        this.requests = requests;
        this.findings = findings;
        this.maintenance = maintenance;
        this.operations = new BusyOperations(requests);
    }

    /** From here on is counted. */
    void begin() {
        nanos = System.nanoTime();
        traffic = requests.traffic();
        limits = sources.quotas().counts();
        operations.begin();
    }

    JsonObject next() {
        long now = System.nanoTime();
        double seconds = Math.max(now - nanos, 1_000_000) / NANOS;
        nanos = now;
        Runtime runtime = Runtime.getRuntime();
        JsonObject snapshot = new JsonObject()
                .put("at", System.currentTimeMillis())
                .put("seconds", rounded(seconds))
                .put("version", sources.version())
                .put("draining", sources.draining().getAsBoolean())
                .put("connections", console.connections().getAsInt())
                .put(
                        "data",
                        console.data().get() == null
                                ? null
                                : String.valueOf(console.data().get()));
        putTraffic(snapshot, seconds);
        return snapshot.put("operations", operations.since(seconds))
                .put("limits", limits(seconds))
                .put("findings", findings())
                .put(
                        "breakers",
                        sources.breakers().get().stream()
                                .limit(MOST_UPSTREAMS)
                                .map(ControlApi::breaker)
                                .collect(ARRAY))
                .put(
                        "upstreams",
                        sources.upstreams().get().stream()
                                .limit(MOST_UPSTREAMS)
                                .map(ControlApi::upstream)
                                .collect(ARRAY))
                .put("maintenance", MaintenanceApi.json(maintenance.state()))
                .put(
                        "memory",
                        new JsonObject()
                                .put("used", runtime.totalMemory() - runtime.freeMemory())
                                .put("max", runtime.maxMemory()));
    }

    private void putTraffic(JsonObject snapshot, double seconds) {
        long[] present = requests.traffic();
        long[] since = new long[present.length];
        long ended = 0;
        long total = 0;
        for (int i = 0; i < since.length; i++) {
            since[i] = present[i] - traffic[i];
            ended += i < LoopTraffic.CLASSES ? since[i] : 0;
            total += i < LoopTraffic.CLASSES ? present[i] : 0;
        }
        traffic = present;
        JsonObject statuses = new JsonObject();
        for (int digit = 1; digit < LoopTraffic.CLASSES; digit++) {
            statuses.put(digit + "xx", rounded(since[digit] / seconds));
        }
        snapshot.put(
                "requests",
                new JsonObject()
                        .put("total", total)
                        .put("rate", rounded(ended / seconds))
                        .put("statuses", statuses.put("left", rounded(since[0] / seconds))));
        long judged = sum(since, LoopTraffic.CLASSES);
        if (judged > 0) {
            snapshot.put(
                    "latency",
                    new JsonObject()
                            .put("p50", percentile(since, judged, 0.5))
                            .put("p90", percentile(since, judged, 0.9))
                            .put("p99", percentile(since, judged, 0.99))
                            .put("max", percentile(since, judged, 1)));
        }
    }

    private static long sum(long[] counts, int from) {
        long sum = 0;
        for (int i = from; i < counts.length; i++) {
            sum += counts[i];
        }
        return sum;
    }

    private static double percentile(long[] counts, long total, double part) {
        return rounded(Latencies.percentile(counts, LoopTraffic.CLASSES, total, part));
    }

    private JsonObject limits(double seconds) {
        RateLimitCounts before = limits;
        RateLimitCounts now = sources.quotas().counts();
        limits = now;
        NearProjects near = sources.quotas().nearest(MOST_PROJECTS);
        JsonObject json = new JsonObject()
                .put("mode", ControlApi.word(sources.quotas().mode()))
                .put("allowed", rounded((now.allowed() - before.allowed()) / seconds))
                .put("refused", rounded((now.refused() - before.refused()) / seconds))
                .put("would_refuse", rounded((now.wouldRefuse() - before.wouldRefuse()) / seconds))
                .put("refused_total", now.refused() + now.wouldRefuse())
                .put("projects", now.projects())
                .put("looked_at", near.looked())
                .put("known", near.known())
                .put(
                        "nearest",
                        near.projects().stream().map(LiveSnapshots::near).collect(ARRAY));
        LimitStoreState store =
                sources.limitStore() == null ? null : sources.limitStore().get();
        return store == null ? json : json.put("store", store.up() ? "up" : "down");
    }

    private static JsonObject near(ProjectUsage usage) {
        return ControlApi.limit(usage.window()).put("project", usage.project());
    }

    private JsonObject findings() {
        long reported = 0;
        long blocked = 0;
        for (Direction direction : Direction.values()) {
            reported += findings.counts().of(direction, Verdict.REPORTED);
            blocked += findings.counts().of(direction, Verdict.BLOCKED);
        }
        return new JsonObject()
                .put("kinds", findings.size())
                .put("others", findings.others())
                .put("reported", reported)
                .put("blocked", blocked)
                .put(
                        "latest",
                        findings.latest(MOST_FINDINGS).stream()
                                .map(LiveSnapshots::finding)
                                .collect(ARRAY));
    }

    private static JsonObject finding(Finding finding) {
        return new JsonObject()
                .put("contract", finding.contract())
                .put("method", finding.method())
                .put("route", finding.route())
                .put("direction", ControlApi.word(finding.direction()))
                .put("in", finding.in().toString())
                .put("name", finding.name())
                .put("keyword", finding.keyword())
                .put("pointer", finding.pointer())
                .put("message", finding.message())
                .put("count", finding.count())
                .put("last_seen", finding.last().toString());
    }

    /** To a thousandth. */
    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
