package dev.sluice.contract;

import dev.sluice.contract.Faults.Chance;
import dev.sluice.document.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-latency} and {@code x-sluice-faults} at the root, a path or an operation: how answers behave. The
 * most specific one holds alone, each for itself.
 *
 * <pre>
 * x-sluice-latency: {p50: 20ms, p99: 200ms}         # or {fixed: 200ms}, or the text of a setting: 200ms
 * x-sluice-faults: {reset: 1%, "status:503": 0.5%}  # or the text of a setting; {} for none
 * </pre>
 */
final class Behaviours {

    static final String LATENCY = "x-sluice-latency";
    static final String FAULTS = "x-sluice-faults";

    private static final Set<String> MEMBERS = Set.of("fixed", "p50", "p99");
    private static final String DURATION = "expected: a duration such as 200ms";

    private final Findings findings;

    Behaviours(Findings findings) {
        this.findings = findings;
    }

    BehaviourPlan read(Located owner) {
        Located latency = owner.member(LATENCY);
        Located faults = owner.member(FAULTS);
        return latency == null && faults == null
                ? BehaviourPlan.NONE
                : new BehaviourPlan(latency == null ? null : latency(latency), faults == null ? null : faults(faults));
    }

    private @Nullable Latency latency(Located at) {
        try {
            String text = at.text();
            if (text != null) {
                return Latency.parse(text);
            }
            if (at.node() instanceof Node.Mapping) {
                return members(at);
            }
            findings.fault(at, "not a latency: " + at.node().kind() + " (" + Latency.EXPECTED + ")");
        } catch (IllegalArgumentException e) {
            findings.fault(at, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private @Nullable Latency members(Located at) {
        new Extensions(findings).refuseUnknownMembers(at, MEMBERS);
        Located fixed = at.member("fixed");
        Located p50 = at.member("p50");
        Located p99 = at.member("p99");
        if (fixed != null && p50 == null && p99 == null) {
            Duration time = duration(fixed);
            return time == null ? null : new Latency.Fixed(time);
        }
        if (fixed != null || p50 == null || p99 == null) {
            findings.fault(at, "no latency (expected: {fixed: 200ms} or {p50: 20ms, p99: 200ms})");
            return null;
        }
        Duration half = duration(p50);
        Duration most = duration(p99);
        return half == null || most == null ? null : new Latency.Spread(half, most);
    }

    private @Nullable Duration duration(Located at) {
        String text = at.text();
        if (text == null) {
            findings.fault(at, "not a duration: " + at.node().kind() + " (" + DURATION + ")");
            return null;
        }
        try {
            return WholeDurations.parse(text, DURATION);
        } catch (IllegalArgumentException e) {
            findings.fault(at, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Faults faults(Located at) {
        try {
            String text = at.text();
            if (text != null) {
                return Faults.parse(text);
            }
            if (at.node() instanceof Node.Mapping) {
                return new Faults(chances(at));
            }
            findings.fault(at, "not faults: " + at.node().kind() + " (" + Faults.EXPECTED + ")");
        } catch (IllegalArgumentException e) {
            findings.fault(at, String.valueOf(e.getMessage()));
        }
        return null;
    }

    private List<Chance> chances(Located at) {
        List<Chance> chances = new ArrayList<>();
        for (String name : at.names()) {
            Located member = at.member(name);
            String percent = member == null ? null : findings.text(member);
            if (percent != null) {
                try {
                    chances.add(Chance.parse(name, percent));
                } catch (IllegalArgumentException e) {
                    findings.faultOfName(at, name, String.valueOf(e.getMessage()));
                }
            }
        }
        return chances;
    }
}
