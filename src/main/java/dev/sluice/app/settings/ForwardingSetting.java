package dev.sluice.app.settings;

import dev.sluice.proxy.ForwardedHeader;
import dev.sluice.proxy.ForwardingSettings;
import dev.sluice.proxy.ReuseSettings;
import java.time.Duration;
import java.util.List;

/** How the part of {@code upstreams.<name>} is written that says how requests go on to it. */
final class ForwardingSetting {

    private static final ForwardingSettings DEFAULT = ForwardingSettings.DEFAULT;

    private static final Setting<ForwardedHeader> FORWARDED = new Setting<>(
            "forwarded",
            Scalars.oneOf(ForwardedHeader.class),
            DEFAULT.forwarded(),
            "By which fields it is told who has called.");
    private static final Setting<Boolean> WEBSOCKET = new Setting<>(
            "websocket",
            Scalars.bool(),
            DEFAULT.upgrades(),
            "Whether a client may switch to another protocol (Upgrade) where the contract does not say"
                    + " (x-sluice-upgrade); if not, its wish is not passed on.");
    private static final Setting<Boolean> TRACEPARENT = new Setting<>(
            "traceparent",
            Scalars.bool(),
            DEFAULT.traceparent(),
            "Whether a request that has no traceparent is given one.");
    private static final Setting<Long> MAX_ANSWER_SIZE = new Setting<>(
            "maxAnswerSize",
            Scalars.size(0, 1L << 50),
            DEFAULT.maxAnswerSize(),
            "Of an answer's content; a larger one is a 502, or cut when it has begun already. 0B for no bound.");
    private static final Setting<Boolean> UNSAFE = new Setting<>(
            "retries.unsafe",
            Scalars.bool(),
            DEFAULT.retryUnsafe(),
            "Whether POST and PATCH too may be sent once more after they may have reached it.");
    private static final Setting<Boolean> STATUS = new Setting<>(
            "retries.status",
            Scalars.bool(),
            DEFAULT.retryStatus(),
            "Whether a 502, 503 or 504 of it is tried again where a reset would be.");
    private static final Setting<Duration> KEEP_ALIVE = new Setting<>(
            "keepAlive",
            Scalars.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            DEFAULT.reuse().keepAlive(),
            "How long a connection may rest before it is closed; less than the upstream itself waits.");

    private static final Setting<Integer> MAX_REQUESTS = new Setting<>(
            "maxRequestsPerConnection",
            Scalars.wholeNumber(0, 1_000_000_000),
            DEFAULT.reuse().maxRequests(),
            "Requests that one connection to it carries before it is closed; 0 for no bound.");
    private static final Setting<Duration> MAX_AGE = new Setting<>(
            "maxConnectionAge",
            Scalars.duration(Duration.ZERO, Duration.ofDays(1)),
            DEFAULT.reuse().maxAge(),
            "Age from which a connection to it takes no new request; 0s for no bound.");

    static final List<Member<ForwardingSettings, ?>> MEMBERS = List.of(
            new Member<>(FORWARDED, ForwardingSettings::forwarded),
            new Member<>(WEBSOCKET, ForwardingSettings::upgrades),
            new Member<>(TRACEPARENT, ForwardingSettings::traceparent),
            new Member<>(MAX_ANSWER_SIZE, ForwardingSettings::maxAnswerSize),
            new Member<>(UNSAFE, ForwardingSettings::retryUnsafe),
            new Member<>(STATUS, ForwardingSettings::retryStatus),
            new Member<>(KEEP_ALIVE, settings -> settings.reuse().keepAlive()),
            new Member<>(MAX_REQUESTS, settings -> settings.reuse().maxRequests()),
            new Member<>(MAX_AGE, settings -> settings.reuse().maxAge()));

    private ForwardingSetting() {}

    static ForwardingSettings from(Values values) {
        return new ForwardingSettings(
                values.get(FORWARDED),
                values.get(WEBSOCKET),
                DEFAULT.stripBasePath(),
                values.get(TRACEPARENT),
                values.get(MAX_ANSWER_SIZE),
                values.get(UNSAFE),
                values.get(STATUS),
                new ReuseSettings(values.get(KEEP_ALIVE), values.get(MAX_REQUESTS), values.get(MAX_AGE)));
    }
}
