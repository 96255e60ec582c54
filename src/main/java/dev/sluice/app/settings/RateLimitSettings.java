package dev.sluice.app.settings;

import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.NamedLimit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How often each project may call.
 *
 * @param windows for every project without a line of its own; absent: what the contract says; an empty list sets no
 *     limit
 * @param projects windows of single projects; an empty list sets no limit
 * @param limits by other keys, beside those
 * @param maxProjects counted at one time; further ones share one count
 * @param store where calls are counted
 * @param redis the one that nodes share
 * @param asked whether flag, environment or file say anything of it
 */
public record RateLimitSettings(
        Mode mode,
        Optional<List<RateWindow>> windows,
        Map<String, List<RateWindow>> projects,
        List<NamedLimit> limits,
        int maxProjects,
        Store store,
        RedisSettings redis,
        boolean asked) {

    /** What a spent quota does. */
    public enum Mode {
        /** Refuses with 429. */
        ENFORCE,
        /** Counts and reports, refuses nothing. */
        WARN,
        /** Counts nothing. */
        OFF
    }

    /** Where calls are counted. */
    public enum Store {
        /** In each node. */
        LOCAL,
        /** In Redis, for all nodes together. */
        REDIS
    }

    static final ListType<RateWindow> WINDOWS = new ListType<>(
            Scalars.rateWindow(),
            "an array of quotas per window, such as [100/s, 100000/d]",
            new Rule<>(RateLimitSettings::distinct, "at most 8 quotas, no two for windows of one length"));

    static final Setting<Mode> MODE = new Setting<>(
            "rateLimits.mode",
            Scalars.oneOf(Mode.class),
            Mode.ENFORCE,
            "enforce refuses calls beyond the quota with 429, warn only counts and reports them, off counts nothing. Where"
                    + " mocks are all that is served, off holds unless a key of rateLimits is set.");
    static final Setting<Optional<List<RateWindow>>> DEFAULT = new Setting<>(
            "rateLimits.default",
            new OptionalType<>(WINDOWS),
            Optional.empty(),
            "Quotas of every project, all of which hold, for instance [100/s, 100000/d]. Absent: what the contract"
                    + " says (x-sluice-rate-limit); an empty list sets no limit.");
    static final Setting<Map<String, List<RateWindow>>> PROJECTS = new Setting<>(
            "rateLimits.projects",
            new MapType<>(
                    WINDOWS,
                    Pattern.compile("[A-Za-z0-9._~-]{1,64}"),
                    "an object of project ids and their quotas",
                    "a project id of 1 to 64 characters A-Z a-z 0-9 . _ ~ -"),
            Map.of(),
            "Quotas of single projects, for instance {295dacf46a4842fcbf7844dc2dc2489d: [500/s]}; an empty list sets no"
                    + " limit.");
    static final Setting<List<NamedLimit>> LIMITS = new Setting<>(
            "rateLimits.limits",
            new ListType<>(
                    new NamedLimitType(),
                    "an array of objects with name, by and quota",
                    new Rule<>(RateLimitSettings::namedApart, "at most 32 limits, each with a name of its own")),
            List.of(),
            "Limits that hold beside those, for all operations together, for instance [{name: per-address, by: [address],"
                    + " quota: [50/s]}, {name: per-caller-operation, by: [caller, operation], quota: [20/s]}]. Keys:"
                    + " project, caller, address (IPv6: by /64), operation; calls that agree in all of them share one"
                    + " count. Those by address, or by address and operation, come before the caller is asked for.");
    static final Setting<Integer> MAX_PROJECTS = new Setting<>(
            "rateLimits.maxProjects",
            Scalars.wholeNumber(1, 10_000_000),
            100_000,
            "Projects (callers, addresses, …) that are counted at one time; when more call, the further ones share one"
                    + " count.");
    static final Setting<Store> STORE = new Setting<>(
            "rateLimits.store",
            Scalars.oneOf(Store.class),
            Store.LOCAL,
            "local counts in each node, redis in a Redis that nodes share.");

    static final Section SECTION = new Section(
            "rateLimits",
            "How often each project may call.",
            List.of(MODE, DEFAULT, PROJECTS, LIMITS, MAX_PROJECTS, STORE));

    public RateLimitSettings {
        MODE.require(mode);
        DEFAULT.require(windows);
        PROJECTS.require(projects);
        LIMITS.require(limits);
        MAX_PROJECTS.require(maxProjects);
        STORE.require(store);
    }

    static RateLimitSettings from(Values values) {
        return new RateLimitSettings(
                values.get(MODE),
                values.get(DEFAULT),
                values.get(PROJECTS),
                values.get(LIMITS),
                values.get(MAX_PROJECTS),
                values.get(STORE),
                RedisSettings.from(values),
                SECTION.settings().stream().anyMatch(values::asked));
    }

    static boolean distinct(List<RateWindow> windows) {
        return windows.size() <= 8
                && windows.stream().map(RateWindow::period).distinct().count() == windows.size();
    }

    private static boolean namedApart(List<NamedLimit> limits) {
        return limits.size() <= 32
                && limits.stream().map(NamedLimit::name).distinct().count() == limits.size();
    }
}
