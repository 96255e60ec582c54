package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.ContractSettings.Backend;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.document.DocumentException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackendsTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: '1'}
            paths:
              /a: {get: {}, put: {x-sluice-backend: mock}}
              /b: {get: {x-sluice-backend: {upstream: pay}}, put: {x-sluice-backend: proxy}}
            """;

    private static ContractPlan plan() throws DocumentException {
        return Contracts.parse("api.yaml", CONTRACT);
    }

    private static ContractSettings settings(Backend backend, String upstream, boolean contractDecides) {
        return new ContractSettings(
                Location.of("api.yaml"),
                backend,
                upstream.isEmpty() ? Optional.empty() : Optional.of(upstream),
                contractDecides);
    }

    private static String text(Backends backends, ContractPlan plan) {
        return plan.operations().stream()
                .map(operation ->
                        operation.method().charAt(0) + operation.path().substring(1) + "="
                                + backends.of(operation).kind() + " "
                                + backends.of(operation).upstream())
                .toList()
                .toString();
    }

    @Test
    void theContractDecidesForSingleOperations() throws DocumentException {
        ContractPlan plan = plan();

        Backends backends = Backends.of(settings(Backend.PROXY, "shop", true), plan, Set.of("shop", "pay"));

        assertThat(text(backends, plan)).isEqualTo("[Ga=PROXY shop, Pa=MOCK null, Gb=PROXY pay, Pb=PROXY shop]");
        assertThat(backends.use(Backend.MOCK)).isTrue();
        assertThat(backends.use(Backend.STORE)).isFalse();
    }

    @Test
    void unlessTheSettingsSayThatItDoesNot() throws DocumentException {
        ContractPlan plan = plan();

        Backends backends = Backends.of(settings(Backend.MOCK, "", false), plan, Set.of());

        assertThat(text(backends, plan)).isEqualTo("[Ga=MOCK null, Pa=MOCK null, Gb=MOCK null, Pb=MOCK null]");
    }

    @Test
    void oneUpstreamNeedNotBeNamed() throws DocumentException {
        ContractPlan plan = Contracts.parse("api.yaml", CONTRACT.replace("{upstream: pay}", "proxy"));

        Backends backends = Backends.of(settings(Backend.PROXY, "", true), plan, Set.of("shop"));

        assertThat(text(backends, plan)).isEqualTo("[Ga=PROXY shop, Pa=MOCK null, Gb=PROXY shop, Pb=PROXY shop]");
    }

    @Test
    void tellsEveryUpstreamThatThereIsNot() throws DocumentException {
        ContractPlan plan = plan();

        DocumentException wrong = catchThrowableOfType(
                DocumentException.class, () -> Backends.of(settings(Backend.PROXY, "", true), plan, Set.of("x", "y")));

        assertThat(wrong.faults())
                .extracting(Object::toString)
                .containsExactly(
                        "api.yaml:1:1: which upstream? (expected: one of x, y)",
                        "api.yaml:5:32: /paths/~1b/get/x-sluice-backend: no upstream is named 'pay' (expected: one of x, y)",
                        "api.yaml:5:74: /paths/~1b/put/x-sluice-backend: which upstream? (expected: one of x, y)");
    }

    @Test
    void tellsThatThereIsNoUpstreamAtAll() throws DocumentException {
        ContractPlan plan = plan();

        DocumentException wrong = catchThrowableOfType(
                DocumentException.class, () -> Backends.of(settings(Backend.MOCK, "", true), plan, Set.of()));

        assertThat(wrong.faults())
                .extracting(Object::toString)
                .containsExactly(
                        "api.yaml:5:32: /paths/~1b/get/x-sluice-backend: no upstream is named 'pay' (expected: upstreams.pay"
                                + " in the settings)",
                        "api.yaml:5:74: /paths/~1b/put/x-sluice-backend: no upstream to ask (expected: one in the settings,"
                                + " as upstreams.NAME)");
    }
}
