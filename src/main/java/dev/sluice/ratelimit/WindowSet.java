package dev.sluice.ratelimit;

import dev.sluice.contract.RateWindow;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The windows that count together under one policy, the shortest first, and the texts that are the same for all
 * projects that have them.
 *
 * @see <a href="https://datatracker.ietf.org/doc/html/draft-ietf-httpapi-ratelimit-headers-10">RateLimit fields</a>
 */
public final class WindowSet {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What {@link #pack} leaves for the seconds: 31 days fit in 22 bits. */
    private static final int SECONDS_BITS = 24;

    private final String policy;
    private final List<RateWindow> windows;
    private final List<RateLimiterConfig> configs;
    private final String policyText;
    private final String[] limitPrefixes;
    private final String[] details;
    private final long longest;

    /** Of the last call that others held for, too: mostly the same ones. Whoever comes second makes the same. */
    private volatile @Nullable Joined joined;

    private record Joined(List<WindowSet> sets, String text) {}

    WindowSet(String policy, List<RateWindow> windows) {
        this.policy = policy;
        this.windows = windows.stream()
                .sorted(Comparator.comparing(RateWindow::period))
                .toList();
        this.configs = this.windows.stream().map(WindowSet::config).toList();
        this.limitPrefixes = new String[windows.size()];
        this.details = new String[windows.size()];
        List<String> policies = new ArrayList<>();
        for (int i = 0; i < this.windows.size(); i++) {
            RateWindow window = this.windows.get(i);
            String item = '"' + itemName(policy, window) + '"';
            policies.add(item + ";q=" + window.quota() + ";w="
                    + secondsUp(window.period().toNanos()));
            limitPrefixes[i] = (i == 0 ? "" : ", ") + item + ";r=";
            details[i] = "The throttling threshold has been reached: policy user over ratelimit,limit:" + window.quota()
                    + ",time:" + Periods.words(window.period());
        }
        this.policyText = String.join(", ", policies);
        this.longest = this.windows.stream()
                .map(RateWindow::period)
                .max(Comparator.naturalOrder())
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static RateLimiterConfig config(RateWindow window) {
        return RateLimiterConfig.custom()
                .limitForPeriod(window.quota())
                .limitRefreshPeriod(window.period())
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    /** A structured field's string may hold printable ASCII only; an operation's name may hold anything. */
    private String itemName(String policy, RateWindow window) {
        String name = policy.replaceAll("[^\\x20-\\x7e]|[\"\\\\]", "_");
        return windows.size() == 1 ? name : name + "-" + Periods.suffix(window.period());
    }

    /** Its name in {@code RateLimit-Policy}. */
    public String policy() {
        return policy;
    }

    boolean isEmpty() {
        return windows.isEmpty();
    }

    /** How many windows. */
    public int size() {
        return windows.size();
    }

    /** @param index from the shortest, 0 */
    public RateWindow window(int index) {
        return windows.get(index);
    }

    Window newWindow(int index, long now) {
        return new Window(windows.get(index), configs.get(index), now);
    }

    /** The longest window, in nanoseconds. */
    public long longest() {
        return longest;
    }

    String policyText() {
        return policyText;
    }

    /** Of several that hold together, this the first of them: the same text each time. */
    String policyText(List<WindowSet> together) {
        Joined known = joined;
        if (known == null || !known.sets.equals(together)) {
            known = new Joined(
                    List.copyOf(together),
                    together.stream().map(WindowSet::policyText).collect(Collectors.joining(", ")));
            joined = known;
        }
        return known.text;
    }

    String detail(int index) {
        return details[index];
    }

    /** @param states of the windows, in order, each as {@link #pack} makes it */
    String limitText(long[] states) {
        StringBuilder text = new StringBuilder(48 * states.length);
        for (int i = 0; i < states.length; i++) {
            text.append(limitPrefixes[i])
                    .append(states[i] >>> SECONDS_BITS)
                    .append(";t=")
                    .append(seconds(states[i]));
        }
        return text.toString();
    }

    /** A window's state in one number: how many calls are left, and seconds, rounded up, until it begins anew. */
    public static long pack(int remaining, long nanosUntilAnew) {
        return ((long) remaining << SECONDS_BITS) | secondsUp(nanosUntilAnew);
    }

    static long seconds(long packed) {
        return packed & ((1L << SECONDS_BITS) - 1);
    }

    private static long secondsUp(long nanos) {
        return (nanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND;
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof WindowSet that && policy.equals(that.policy) && windows.equals(that.windows);
    }

    @Override
    public int hashCode() {
        return 31 * policy.hashCode() + windows.hashCode();
    }
}
