package dev.sluice.app;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** How often a project may call, in one line for people. */
final class LimitsText {

    private LimitsText() {}

    static String of(RateLimitSettings settings, List<ContractPlan> contracts) {
        if (settings.mode() == RateLimitMode.OFF) {
            return "off";
        }
        List<RateWindow> set = settings.windows();
        String windows = set != null
                ? windows(set)
                : contracts.stream().map(LimitsText::ofContract).distinct().collect(Collectors.joining("; "));
        int own = settings.projects().size();
        return windows + " per project"
                + (own == 0 ? "" : ", " + own + (own == 1 ? " project has its own" : " projects have their own"))
                + settings.limits().stream()
                        .map(limit -> "; " + windows(limit.windows()) + " " + limit.name())
                        .collect(Collectors.joining())
                + (settings.mode() == RateLimitMode.WARN
                        ? " (" + settings.mode().name().toLowerCase(Locale.ROOT) + ": nothing is refused)"
                        : "");
    }

    private static String ofContract(ContractPlan contract) {
        return contract.operations().stream()
                .map(operation -> operation.rateLimit())
                .filter(Objects::nonNull)
                .filter(limit -> limit.name().equals(RateLimitPlan.ROOT_NAME))
                .findFirst()
                .map(limit -> windows(limit.windows()))
                .orElse("no limit");
    }

    private static String windows(List<RateWindow> windows) {
        return windows.isEmpty()
                ? "no limit"
                : windows.stream().map(RateWindow::toString).collect(Collectors.joining(" and "));
    }
}
