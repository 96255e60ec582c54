package dev.sluice.ratelimit;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RateLimitPlan;
import dev.sluice.contract.RateWindow;
import dev.sluice.contract.ResponseTable;
import dev.sluice.contract.RouteTable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Contracts with limits, and a clock that tests set. */
public final class Limits {

    private Limits() {}

    public static RateWindow per(int quota, Duration period) {
        return new RateWindow(quota, period);
    }

    public static RateWindow perSecond(int quota) {
        return per(quota, Duration.ofSeconds(1));
    }

    public static RateWindow perDay(int quota) {
        return per(quota, Duration.ofDays(1));
    }

    public static RateLimitPlan plan(String name, RateWindow... windows) {
        return new RateLimitPlan(name, List.of(windows), Map.of());
    }

    public static RateLimitPlan root(RateWindow... windows) {
        return plan(RateLimitPlan.ROOT_NAME, windows);
    }

    public static OperationPlan operation(@Nullable RateLimitPlan plan) {
        return new OperationPlan(
                0, "op", "GET", "/{project_id}", List.of(), List.of(), null, new ResponseTable(List.of()), plan);
    }

    public static ContractPlan contract(String file, OperationPlan... operations) {
        ErrorDialect.Entry entry =
                new ErrorDialect.Entry(null, null, null, new ErrorDialect.Shape("application/json", List.of()));
        return new ContractPlan(
                file,
                "title",
                "1",
                "",
                "project_id",
                List.of(operations),
                (method, path) -> RouteTable.Match.None.NO_PATH,
                new ErrorDialect(Map.of(), Map.of(), entry),
                List.of());
    }

    public static RateLimitSettings settings(
            @Nullable List<RateWindow> windows, Map<String, List<RateWindow>> projects) {
        return new RateLimitSettings(RateLimitMode.ENFORCE, windows, projects, 1000);
    }

    public static RateLimitSettings mode(RateLimitMode mode) {
        return new RateLimitSettings(mode, null, Map.of(), 1000);
    }

    public static RateLimitSettings bound(int maxProjects) {
        return new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), maxProjects);
    }

    /** How many of these calls are allowed. */
    static int allowed(ProjectLimiter limiter, OperationPlan operation, String project, int calls) {
        int allowed = 0;
        for (int i = 0; i < calls; i++) {
            if (limiter.decide(operation, project) instanceof RateDecision.Allowed) {
                allowed++;
            }
        }
        return allowed;
    }

    static final class Ticker implements LongSupplier {

        private final AtomicLong nanos = new AtomicLong(-1_234_567);

        @Override
        public long getAsLong() {
            return nanos.get();
        }

        void advance(Duration by) {
            nanos.addAndGet(by.toNanos());
        }
    }
}
