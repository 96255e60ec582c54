package dev.sluice.ratelimit;

import static dev.sluice.ratelimit.Limits.allowed;
import static dev.sluice.ratelimit.Limits.contract;
import static dev.sluice.ratelimit.Limits.operation;
import static dev.sluice.ratelimit.Limits.perDay;
import static dev.sluice.ratelimit.Limits.perSecond;
import static dev.sluice.ratelimit.Limits.root;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NearestTest {

    private final Limits.Ticker ticker = new Limits.Ticker();
    private final OperationPlan operation = operation(root(perDay(10)));

    private LocalProjectLimiter limiter(int maxProjects) {
        RateLimitSettings settings = new RateLimitSettings(RateLimitMode.ENFORCE, null, Map.of(), maxProjects);
        return new LocalProjectLimiter(settings, List.of(contract("a.yaml", operation)), ticker);
    }

    private static List<String> names(NearProjects near) {
        return near.projects().stream().map(ProjectUsage::project).toList();
    }

    @Test
    void namesThoseFirstThatAreRefusedMostThenThoseThatHaveUsedMost() {
        LocalProjectLimiter limiter = limiter(1000);
        allowed(limiter, operation, "idle", 1);
        allowed(limiter, operation, "near", 9);
        allowed(limiter, operation, "spent", 10);
        allowed(limiter, operation, "refused", 11);
        allowed(limiter, operation, "flooding", 50);

        NearProjects near = limiter.nearest(4);

        assertThat(names(near)).containsExactly("flooding", "refused", "spent", "near");
        assertThat(near.projects().get(0).window().refused()).isEqualTo(40);
        assertThat(near.known()).isEqualTo(5);
    }

    @Test
    void tellsTheWindowThatHoldsAProjectBack() {
        OperationPlan both = operation(root(perSecond(5), perDay(20)));
        LocalProjectLimiter limiter =
                new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of(contract("a.yaml", both)), ticker);
        allowed(limiter, both, "p", 5);
        assertThat(limiter.nearest(1).projects().get(0).window().window()).isEqualTo(perSecond(5));

        ticker.advance(Duration.ofSeconds(2));

        assertThat(limiter.nearest(1).projects().get(0).window().window()).isEqualTo(perDay(20));
    }

    @Test
    void looksAtSoManyAtATimeAndFindsAllInSomeLooks() {
        LocalProjectLimiter limiter = limiter(100_000);
        int projects = 3 * Nearest.STEP;
        for (int i = 0; i < projects; i++) {
            limiter.decide(operation, "p" + i);
        }
        Set<String> near = Set.of("p0", "p" + projects / 2, "p" + (projects - 1));
        near.forEach(project -> allowed(limiter, operation, project, 8));

        Set<String> found = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            NearProjects look = limiter.nearest(3);
            assertThat(look.looked()).isLessThanOrEqualTo(Nearest.STEP);
            assertThat(look.known()).isEqualTo(projects);
            found = new HashSet<>(names(look));
        }

        assertThat(found).isEqualTo(near);
    }

    @Test
    void namesTheCountThatProjectsShareByNoName() {
        LocalProjectLimiter limiter = limiter(1);
        allowed(limiter, operation, "own", 1);
        allowed(limiter, operation, "other", 12);

        ProjectUsage first = limiter.nearest(2).projects().get(0);

        assertThat(first.project()).isEmpty();
        assertThat(first.window().shared()).isTrue();
        assertThat(first.window().refused()).isEqualTo(2);
    }

    @Test
    void forgetsWhoIsAtRestAgain() {
        OperationPlan quick = operation(root(perSecond(1)));
        LocalProjectLimiter limiter =
                new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of(contract("a.yaml", quick)), ticker);
        allowed(limiter, quick, "p", 3);
        assertThat(names(limiter.nearest(5))).containsExactly("p");

        ticker.advance(Duration.ofSeconds(2));

        assertThat(limiter.nearest(5).projects()).isEmpty();
    }

    @Test
    void hasNothingToTellOfNobody() {
        assertThat(limiter(10).nearest(5)).isEqualTo(new NearProjects(List.of(), 0, 0));
    }
}
