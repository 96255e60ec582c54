package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-rate-limit} at the root, a path or an operation: how often what stands below may be called. Of
 * the limits by the same keys the most specific one holds alone, those by different keys hold together; all operations
 * below one place share one count. One object, or a list of them:
 *
 * <pre>
 * x-sluice-rate-limit:
 *   - limits: [100/s, 100000/d]                      # all of them at once, for each project
 *     projects:                                      # instead, for single projects
 *       295dacf46a4842fcbf7844dc2dc2489d: [1000/s]
 *   - by: [caller, operation]                        # project, caller, address, operation
 *     limits: [20/s]
 * </pre>
 */
final class RateLimits {

    static final String EXTENSION = "x-sluice-rate-limit";

    private static final Set<String> MEMBERS = Set.of("by", "limits", "projects");

    private final Findings findings;
    private final Set<String> names = new HashSet<>();

    RateLimits(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param place what the policies' names say of the place: an operationId, a path, or nothing for the root
     * @param above those that hold where the place says nothing
     */
    List<RateLimitPlan> read(Located owner, String place, List<RateLimitPlan> above) {
        Located extension = owner.member(EXTENSION);
        if (extension == null) {
            return above;
        }
        Map<List<RateKey>, RateLimitPlan> all = new LinkedHashMap<>();
        above.forEach(plan -> all.put(plan.by(), plan));
        Set<List<RateKey>> own = new HashSet<>();
        boolean several = extension.node() instanceof Node.Sequence;
        for (Located item : several ? extension.items() : List.of(extension)) {
            RateLimitPlan plan = findings.isObject(item) ? one(item, place) : null;
            if (plan != null) {
                if (!own.add(plan.by())) {
                    findings.fault(item, "a second limit by the same keys");
                }
                all.put(plan.by(), plan);
            }
        }
        return List.copyOf(all.values());
    }

    private @Nullable RateLimitPlan one(Located item, String place) {
        new Extensions(findings).refuseUnknownMembers(item, MEMBERS);
        Located limits = item.member("limits");
        if (limits == null) {
            findings.fault(item, "no limits (expected: limits: [100/s])");
            return null;
        }
        List<RateKey> by = by(item);
        if (!by.equals(RateLimitPlan.PER_PROJECT) && item.member("projects") != null) {
            findings.fault(item, "projects have lines of their own only where a limit is by project alone");
        }
        return new RateLimitPlan(name(by, place), by, windows(limits), projects(item));
    }

    private List<RateKey> by(Located item) {
        Located member = item.member("by");
        if (member == null) {
            return RateLimitPlan.PER_PROJECT;
        }
        Set<RateKey> keys = new HashSet<>();
        for (Located key : findings.isArray(member) ? member.items() : List.<Located>of()) {
            String text = findings.text(key);
            if (text != null) {
                RateKey.of(text)
                        .filter(keys::add)
                        .ifPresentOrElse(
                                known -> {},
                                () -> findings.fault(
                                        key,
                                        "no key, or one that is there twice (expected: "
                                                + Stream.of(RateKey.values())
                                                        .map(RateKey::text)
                                                        .collect(Collectors.joining(", "))
                                                + ")"));
            }
        }
        if (keys.isEmpty()) {
            findings.fault(member, "no key (expected: at least one, such as caller)");
            return RateLimitPlan.PER_PROJECT;
        }
        return RateKey.sorted(keys);
    }

    private Map<String, List<RateWindow>> projects(Located extension) {
        Map<String, List<RateWindow>> projects = new LinkedHashMap<>();
        Located member = extension.member("projects");
        if (member != null && findings.isObject(member)) {
            for (String project : member.names()) {
                Located limits = member.member(project);
                if (limits != null) {
                    projects.put(project, windows(limits));
                }
            }
        }
        return Map.copyOf(projects);
    }

    private List<RateWindow> windows(Located limits) {
        List<RateWindow> windows = new ArrayList<>();
        if (!findings.isArray(limits)) {
            return windows;
        }
        for (Located item : limits.items()) {
            RateWindow window = window(item);
            if (window != null
                    && windows.stream().anyMatch(other -> other.period().equals(window.period()))) {
                findings.fault(item, "a second limit for one period");
            } else if (window != null) {
                windows.add(window);
            }
        }
        if (limits.items().isEmpty()) {
            findings.fault(limits, "no limit (expected: at least one, such as 100/s)");
        }
        return List.copyOf(windows);
    }

    private @Nullable RateWindow window(Located item) {
        String text = findings.text(item);
        if (text == null) {
            return null;
        }
        try {
            return RateWindow.parse(text);
        } catch (IllegalArgumentException e) {
            findings.fault(item, String.valueOf(e.getMessage()));
            return null;
        }
    }

    /** A name that fits into a header, and that no other policy of the contract has. */
    private String name(List<RateKey> by, String place) {
        String base = RateKey.name(by)
                + (place.isEmpty()
                        ? ""
                        : "-" + place.replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^-|-$", ""));
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
