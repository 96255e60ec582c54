package dev.sluice.ratelimit.redis;

import java.util.concurrent.atomic.LongAdder;

/** What has gone to Redis and come of it. Safe for any thread. */
final class StoreCounts {

    final LongAdder asked = new LongAdder();
    final LongAdder unanswered = new LongAdder();
    final LongAdder remembered = new LongAdder();
    final LongAdder withoutStore = new LongAdder();
    final LongAdder lost = new LongAdder();
}
