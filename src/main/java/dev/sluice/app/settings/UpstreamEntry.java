package dev.sluice.app.settings;

import dev.sluice.proxy.ForwardingSettings;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.resilience.BreakerSettings;
import dev.sluice.resilience.BulkheadSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A server, or some that do the same, behind the proxy.
 *
 * @param servers where it is, and how it is spoken to
 * @param forwarding how requests go on to it
 * @param bulkhead how many requests it may have at once
 * @param breaker when it is left alone for a while
 * @param breakerPer what has a breaker of its own
 */
public record UpstreamEntry(
        UpstreamSettings servers,
        ForwardingSettings forwarding,
        BulkheadSettings bulkhead,
        BreakerSettings breaker,
        BreakerPer breakerPer) {

    /** What has a circuit breaker of its own. */
    public enum BreakerPer {
        UPSTREAM,
        OPERATION
    }

    private static final BreakerSettings DEFAULT = BreakerSettings.DEFAULT;
    private static final Duration SHORTEST = Duration.ofMillis(10);

    private static final Setting<Optional<String>> BASE_PATH = new Setting<>(
            "basePath",
            new OptionalType<>(Scalars.text("(/[!$-.0-;=@-Z_a-z~%]*)*", "a path from the root")),
            Optional.empty(),
            "Stands for the contract's own base path in requests to the upstream; / for none. Absent: paths go as they"
                    + " came.");
    private static final Setting<Boolean> ENABLED = new Setting<>(
            "breaker.enabled", Scalars.bool(), true, "Whether it is left alone for a while when it fails (503).");
    private static final Setting<BreakerPer> PER = new Setting<>(
            "breaker.per",
            Scalars.oneOf(BreakerPer.class),
            BreakerPer.UPSTREAM,
            "What has a breaker of its own: the upstream, or each operation.");
    private static final Setting<Integer> FAILURE_RATE = new Setting<>(
            "breaker.failureRate",
            Scalars.wholeNumber(1, 100),
            DEFAULT.failureRateThreshold(),
            "Percentage of failed calls (5xx, timeouts, resets) that opens it.");
    private static final Setting<Integer> SLOW_CALL_RATE = new Setting<>(
            "breaker.slowCallRate",
            Scalars.wholeNumber(1, 100),
            DEFAULT.slowCallRateThreshold(),
            "Percentage of slow calls that opens it.");
    private static final Setting<Duration> SLOW_CALL_DURATION = new Setting<>(
            "breaker.slowCallDuration",
            Scalars.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            Duration.ofSeconds(5),
            "A call whose answer begins later is slow.");
    private static final Setting<Integer> MINIMUM_CALLS = new Setting<>(
            "breaker.minimumCalls",
            Scalars.wholeNumber(1, 100_000),
            DEFAULT.minimumCalls(),
            "Fewer calls than this never open it.");
    private static final Setting<Integer> WINDOW_SIZE = new Setting<>(
            "breaker.windowSize",
            Scalars.wholeNumber(1, 100_000),
            DEFAULT.windowSize(),
            "The rates are those of this many last calls.");
    private static final Setting<Duration> OPEN_FOR = new Setting<>(
            "breaker.openFor",
            Scalars.duration(SHORTEST, Duration.ofHours(1)),
            DEFAULT.openFor(),
            "Time that it waits before it lets probes through.");
    private static final Setting<Integer> HALF_OPEN_CALLS = new Setting<>(
            "breaker.halfOpenCalls",
            Scalars.wholeNumber(1, 100_000),
            DEFAULT.halfOpenCalls(),
            "Number of probes that decide whether it closes again.");

    private static final Setting<Integer> IN_FLIGHT = new Setting<>(
            "bulkhead.inFlight",
            Scalars.wholeNumber(1, 1_000_000),
            BulkheadSettings.DEFAULT.inFlight(),
            "Requests that it may have at once, over all event loops; more are refused (503).");
    private static final Setting<Integer> WAITING = new Setting<>(
            "bulkhead.waiting",
            Scalars.wholeNumber(0, 1_000_000),
            BulkheadSettings.DEFAULT.waiting(),
            "Requests that wait for one of them to end instead.");
    private static final Setting<Duration> WAIT_TIMEOUT = new Setting<>(
            "bulkhead.waitTimeout",
            Scalars.duration(Duration.ofMillis(1), Duration.ofHours(1)),
            BulkheadSettings.DEFAULT.waitTimeout(),
            "How long one waits before it is refused.");

    static final ObjectType<UpstreamEntry> TYPE =
            new ObjectType<>("an object with targets", members(), List.of("targets"), UpstreamEntry::from);

    static final Setting<Map<String, UpstreamEntry>> UPSTREAMS = new Setting<>(
            "upstreams",
            new MapType<>(
                    TYPE,
                    Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}"),
                    "an object of upstreams by their names",
                    "a name of letters, digits, - and _"),
            Map.of(),
            "Servers that contracts with backend: proxy are answered by, for instance {shop: {targets:"
                    + " [http://127.0.0.1:3000]}}. README, Upstreams, has every key.");

    static final Section SECTION = new Section("", "", List.of(UPSTREAMS));

    private static List<Member<UpstreamEntry, ?>> members() {
        List<Member<UpstreamEntry, ?>> members = new ArrayList<>();
        members.add(new Member<>(BASE_PATH, UpstreamEntry::basePath));
        ForwardingSetting.MEMBERS.forEach(member -> members.add(outer(member, UpstreamEntry::forwarding)));
        UpstreamSetting.MEMBERS.forEach(member -> members.add(outer(member, UpstreamEntry::servers)));
        members.add(new Member<>(IN_FLIGHT, entry -> entry.bulkhead().inFlight()));
        members.add(new Member<>(WAITING, entry -> entry.bulkhead().waiting()));
        members.add(new Member<>(WAIT_TIMEOUT, entry -> entry.bulkhead().waitTimeout()));
        members.add(new Member<>(PER, UpstreamEntry::breakerPer));
        List.<Member<BreakerSettings, ?>>of(
                        new Member<>(ENABLED, BreakerSettings::enabled),
                        new Member<>(FAILURE_RATE, BreakerSettings::failureRateThreshold),
                        new Member<>(SLOW_CALL_RATE, BreakerSettings::slowCallRateThreshold),
                        new Member<>(SLOW_CALL_DURATION, BreakerSettings::slowCallDuration),
                        new Member<>(MINIMUM_CALLS, BreakerSettings::minimumCalls),
                        new Member<>(WINDOW_SIZE, BreakerSettings::windowSize),
                        new Member<>(OPEN_FOR, BreakerSettings::openFor),
                        new Member<>(HALF_OPEN_CALLS, BreakerSettings::halfOpenCalls))
                .forEach(member -> members.add(outer(member, UpstreamEntry::breaker)));
        return List.copyOf(members);
    }

    private static <O, T> Member<UpstreamEntry, T> outer(Member<O, T> member, Function<UpstreamEntry, O> to) {
        return new Member<>(member.setting(), entry -> member.of().apply(to.apply(entry)));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** Stands for the contract's own base path; absent where paths go as they came. */
    public Optional<String> basePath() {
        return forwarding.stripBasePath()
                ? Optional.of(servers.basePath().isEmpty() ? "/" : servers.basePath())
                : Optional.empty();
    }

    private static UpstreamEntry from(Values values) {
        Optional<String> basePath = values.get(BASE_PATH);
        return new UpstreamEntry(
                UpstreamSetting.from(values)
                        .withBasePath(basePath.map(UpstreamEntry::withoutSlash).orElse("")),
                ForwardingSetting.from(values).withStripBasePath(basePath.isPresent()),
                new BulkheadSettings(values.get(IN_FLIGHT), values.get(WAITING), values.get(WAIT_TIMEOUT)),
                new BreakerSettings(
                        values.get(ENABLED),
                        values.get(FAILURE_RATE),
                        values.get(SLOW_CALL_RATE),
                        values.get(SLOW_CALL_DURATION),
                        values.get(WINDOW_SIZE),
                        values.get(MINIMUM_CALLS),
                        values.get(OPEN_FOR),
                        values.get(HALF_OPEN_CALLS),
                        DEFAULT.halfOpenFor()),
                values.get(PER));
    }
}
