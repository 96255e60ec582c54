package dev.sluice.app;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How often a project may call, in one line for people. */
final class LimitsText {

    private static final String NONE = "no limit";

    private LimitsText() {}

    static String of(RateLimitSettings settings, List<ContractPlan> contracts) {
        if (settings.mode() == RateLimitMode.OFF) {
            return "off";
        }
        int own = settings.projects().size();
        return quotas(settings.windows(), contracts)
                + (own == 0 ? "" : ", " + own + (own == 1 ? " project has its own" : " projects have their own"))
                + settings.limits().stream()
                        .map(limit -> "; " + windows(limit.windows()) + " " + limit.name())
                        .collect(Collectors.joining())
                + (settings.mode() == RateLimitMode.WARN
                        ? " (" + settings.mode().name().toLowerCase(Locale.ROOT) + ": nothing is refused)"
                        : "");
    }

    /** Where contracts differ, what holds for which. */
    private static String quotas(@Nullable List<RateWindow> set, List<ContractPlan> contracts) {
        Map<String, List<String>> files = new LinkedHashMap<>();
        for (ContractPlan contract : contracts) {
            String quota = contract.projectParameter() == null
                    ? NONE
                    : set == null ? ofContract(contract) : perProject(windows(set));
            files.computeIfAbsent(quota, any -> new ArrayList<>()).add(contract.file());
        }
        if (files.size() <= 1) {
            return files.isEmpty() ? NONE : files.keySet().iterator().next();
        }
        return files.entrySet().stream()
                .map(quota -> quota.getKey() + " in " + String.join(", ", quota.getValue()))
                .collect(Collectors.joining("; "));
    }

    private static String ofContract(ContractPlan contract) {
        Set<RateLimitPlan> plans = new LinkedHashSet<>();
        contract.operations().forEach(operation -> {
            if (operation.rateLimit() != null) {
                plans.add(operation.rateLimit());
            }
        });
        String root = plans.stream()
                .filter(limit -> limit.name().equals(RateLimitPlan.ROOT_NAME))
                .findFirst()
                .map(limit -> perProject(windows(limit.windows())))
                .orElse(NONE);
        long others = plans.stream()
                .filter(limit -> !limit.name().equals(RateLimitPlan.ROOT_NAME))
                .count();
        return others == 0
                ? root
                : root + (others == 1 ? " but for 1 path or operation" : " but for " + others + " paths or operations");
    }

    private static String perProject(String windows) {
        return windows.equals(NONE) ? NONE : windows + " per project";
    }

    private static String windows(List<RateWindow> windows) {
        return windows.isEmpty()
                ? NONE
                : windows.stream().map(RateWindow::toString).collect(Collectors.joining(" and "));
    }
}
