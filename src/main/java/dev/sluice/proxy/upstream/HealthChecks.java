package dev.sluice.proxy.upstream;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Asks every target again and again whether it is well. A target counts as well until it has shown otherwise. Confined to
 * one event loop.
 */
final class HealthChecks {

    private final Vertx vertx;
    private final HealthSettings settings;
    private final Targets targets;
    private final Probe probe;
    private final Map<Target, HealthRow> watched = new HashMap<>();
    private boolean stopped;

    HealthChecks(Vertx vertx, HealthSettings settings, Targets targets, Probe probe) {
        this.vertx = vertx;
        this.settings = settings;
        this.targets = targets;
        this.probe = probe;
    }

    /** Begins with those that are new, and ends with those that are gone: to be called whenever the targets may have changed. */
    void watchAll() {
        if (stopped) {
            return;
        }
        watched.keySet().retainAll(targets.all());
        for (Target target : targets.all()) {
            if (!watched.containsKey(target)) {
                HealthRow row = new HealthRow(settings.healthyAfter(), settings.unhealthyAfter());
                watched.put(target, row);
                check(target, row);
            }
        }
    }

    void stop() {
        stopped = true;
        watched.clear();
    }

    private void check(Target target, HealthRow row) {
        probe.ailment(target).onComplete(answer -> {
            if (watched.get(target) == row) {
                String ailment = answer.succeeded() ? answer.result() : "the check failed";
                targets.well(
                        target, row.add(ailment.isEmpty()), "GET " + withoutQuery(settings.path()) + ": " + ailment);
                vertx.setTimer(pause(), timer -> {
                    if (watched.get(target) == row) {
                        check(target, row);
                    }
                });
            }
        });
    }

    /** What follows may be a secret. */
    private static String withoutQuery(String path) {
        int query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }

    /** Give or take a tenth, so that many nodes do not ask at once. */
    private long pause() {
        long interval = settings.interval().toMillis();
        return Math.max(
                1, interval - interval / 10 + ThreadLocalRandom.current().nextLong(interval / 5 + 1));
    }
}
