package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.RateWindow;
import dev.sluice.document.DocumentException;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the banner says of limits. */
class LimitsTextTest {

    private static final ContractPlan LIMITED = contract("limited.yaml", "x-sluice-rate-limit: {limits: [5/s]}", true);
    private static final ContractPlan FREE = contract("free.yaml", "", true);
    private static final ContractPlan NO_PROJECT = contract("other.yaml", "", false);

    private static ContractPlan contract(String file, String root, boolean project) {
        String text = """
                openapi: 3.1.0
                info: {title: t, version: v}
                %s
                %s
                paths:
                  /{p}/a:
                    parameters: [{in: path, name: p, required: true, schema: {type: string}}]
                    get: {responses: {"200": {description: d}}}
                    put: {x-sluice-rate-limit: {limits: [1/s]}, responses: {"200": {description: d}}}
                """.formatted(root, project ? "x-sluice-project: p" : "");
        try {
            return Contracts.parse(file, text);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(@Nullable String window, ContractPlan... contracts) {
        List<RateWindow> windows = window == null ? null : List.of(RateWindow.parse(window));
        return LimitsText.of(new RateLimitSettings(RateLimitMode.ENFORCE, windows, Map.of(), 10), List.of(contracts));
    }

    @Test
    void oneQuotaIsToldOnce() {
        assertThat(text("100/s", LIMITED, FREE)).isEqualTo("100/s per project");
        assertThat(text(null, LIMITED)).isEqualTo("5/s per project but for 1 path or operation");
        assertThat(text(null, NO_PROJECT)).isEqualTo("no limit");
    }

    @Test
    void differentOnesAreToldWithTheirContracts() {
        assertThat(text("100/s", LIMITED, NO_PROJECT, FREE))
                .isEqualTo("100/s per project in limited.yaml, free.yaml; no limit in other.yaml");
        assertThat(text(null, LIMITED, FREE))
                .isEqualTo("5/s per project but for 1 path or operation in limited.yaml;"
                        + " no limit but for 1 path or operation in free.yaml");
    }
}
