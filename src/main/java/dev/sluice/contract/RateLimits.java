package dev.sluice.contract;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-rate-limit} at the root, a path or an operation: how often each project may call what stands
 * below. The most specific one holds alone; all operations below one place share one count.
 *
 * <pre>
 * x-sluice-rate-limit:
 *   limits: [100/s, 100000/d]                      # all of them at once
 *   projects:                                      # instead, for single projects
 *     295dacf46a4842fcbf7844dc2dc2489d: [1000/s]
 * </pre>
 */
final class RateLimits {

    static final String EXTENSION = "x-sluice-rate-limit";

    private static final Set<String> MEMBERS = Set.of("limits", "projects");

    private final Findings findings;
    private final Set<String> names = new HashSet<>();

    RateLimits(Findings findings) {
        this.findings = findings;
    }

    /**
     * @param place what the policy's name says of the place: an operationId, a path, or nothing for the root
     * @return null where there is no such extension
     */
    @Nullable
    RateLimitPlan read(Located owner, String place) {
        Located extension = owner.member(EXTENSION);
        if (extension == null || !findings.isObject(extension)) {
            return null;
        }
        new Extensions(findings).refuseUnknownMembers(extension, MEMBERS);
        Located limits = extension.member("limits");
        if (limits == null) {
            findings.fault(extension, "no limits (expected: limits: [100/s])");
            return null;
        }
        return new RateLimitPlan(name(place), windows(limits), projects(extension));
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
    private String name(String place) {
        String base = place.isEmpty()
                ? RateLimitPlan.ROOT_NAME
                : RateLimitPlan.ROOT_NAME + "-"
                        + place.replaceAll("[^A-Za-z0-9_.]+", "-").replaceAll("^-|-$", "");
        String name = base;
        for (int i = 2; !names.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }
}
