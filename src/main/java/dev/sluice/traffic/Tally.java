package dev.sluice.traffic;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** How often something was found, and once how. Safe for use by many event loops. */
final class Tally {

    private final String method;
    private final String route;
    private final String message;
    private final Exemplar exemplar;
    private final long first;
    private final AtomicLong last;
    private final LongAdder count = new LongAdder();

    /** @param first in milliseconds since 1970 */
    Tally(String method, String route, String message, Exemplar exemplar, long first) {
        this.method = method;
        this.route = route;
        this.message = message;
        this.exemplar = exemplar;
        this.first = first;
        this.last = new AtomicLong(first);
    }

    void add(long now) {
        count.increment();
        if (now > last.get()) {
            last.accumulateAndGet(now, Math::max);
        }
    }

    Finding view(FindingKey key) {
        return new Finding(
                key.contract(),
                key.operation(),
                method,
                route,
                key.direction(),
                key.in(),
                key.name(),
                key.keyword(),
                key.pointer(),
                key.schemaPointer(),
                message,
                count.sum(),
                Instant.ofEpochMilli(first),
                Instant.ofEpochMilli(last.get()),
                exemplar);
    }
}
