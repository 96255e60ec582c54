package dev.sluice.resilience;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;

/** Tells how much time has gone by, from an instant of no meaning: so that a step of the wall clock opens or closes nothing. */
final class MonotonicClock extends Clock {

    private final LongSupplier ticker;
    private final long start;

    /** @param ticker nanoseconds that never run backwards */
    MonotonicClock(LongSupplier ticker) {
        this.ticker = ticker;
        this.start = ticker.getAsLong();
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(ticker.getAsLong() - start);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
