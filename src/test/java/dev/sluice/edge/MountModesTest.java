package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.ValidationPlan.Mode;
import io.vertx.core.Future;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountModesTest {

    private static Mount mount(String extension) throws Exception {
        ContractPlan plan = Contracts.parse(
                "a.yaml",
                "openapi: 3.1.0\ninfo: {title: t, version: v}\n" + extension
                        + "paths: {/a: {get: {responses: {'200': {description: d}}, x-sluice-validation: {response: report}},"
                        + " put: {responses: {'200': {description: d}}}}}\n");
        return new Mount(plan, exchange -> Future.failedFuture("unused"));
    }

    private static List<Modes> modes(Mount mount) {
        return mount.contract().operations().stream().map(mount::modes).toList();
    }

    @Test
    void aContractsOwnWinsOverTheSettings() throws Exception {
        assertThat(modes(mount("").in(new Modes(Mode.OFF, Mode.BLOCK))))
                .containsExactly(new Modes(Mode.OFF, Mode.REPORT), new Modes(Mode.OFF, Mode.BLOCK));
        assertThat(modes(mount("x-sluice-validation: {request: block}\n").in(new Modes(Mode.OFF, Mode.BLOCK))))
                .containsExactly(new Modes(Mode.BLOCK, Mode.REPORT), new Modes(Mode.BLOCK, Mode.BLOCK));
    }

    @Test
    void whereNothingIsSaidRequestsAreBlockedAndAnswersLeftAlone() throws Exception {
        assertThat(modes(mount("")).get(1)).isEqualTo(Modes.DEFAULT);
        assertThat(mount("x-sluice-validation: {response: report}\n").modes()).isEmpty();
        assertThat(modes(mount("").in(Modes.DEFAULT)).get(1)).isEqualTo(Modes.DEFAULT);
    }
}
