package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.Fault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Base paths by {@code servers}, at every level. */
class ServersTest {

    private static String found(ContractPlan plan, String... paths) {
        List<String> ids = new ArrayList<>();
        for (String path : paths) {
            Match match = plan.routes().find("GET", path);
            ids.add(match instanceof Match.Found found ? found.operation().id() : "-");
        }
        return String.join(" ", ids);
    }

    @Test
    void everyServerIsServed() {
        ContractPlan plan = Load.contract(Load.paths("""
                servers:
                  - {url: 'https://{host}/{version}/', variables: {host: {default: h}, version: {default: v2, enum: [v1, v2]}}}
                  - {url: '{scheme}://sandbox', variables: {scheme: {default: https, enum: [http, https]}}}
                  - {url: ../relative/x}
                paths:
                  /a: {get: {operationId: a}}
                  /b: {servers: [{url: /own}], get: {operationId: b}}
                  /c: {get: {operationId: c, servers: [{url: 'http://h:1/most'}, {url: own}]}}
                """));

        assertThat(plan.basePath()).isEqualTo("/v2");
        assertThat(plan.operations()).extracting(OperationPlan::path).containsExactly("/v2/a", "/own/b", "/most/c");
        assertThat(found(plan, "/v2/a", "/v1/a", "/a", "/relative/x/a", "/own/a"))
                .isEqualTo("a a a a -");
        assertThat(found(plan, "/v2/b", "/b", "/own/b")).isEqualTo("- - b");
        assertThat(found(plan, "/v2/c", "/most/c", "/own/c")).isEqualTo("- c c");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void aFurtherBasePathGivesWayToWhatIsAtHomeThere() {
        ContractPlan plan = Load.contract(Load.paths("""
                servers: [{url: /}, {url: /v1}]
                paths:
                  /a: {get: {operationId: a}}
                  /v1/a: {get: {operationId: old}}
                """));

        assertThat(found(plan, "/a", "/v1/a", "/v1/v1/a")).isEqualTo("a old old");
        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:5:13: /paths/~1a/get: GET /v1/a is GET /v1/a; this operation is not served there");
    }

    @Test
    void variablesDoNotMultiplyRoutesWithoutBound() {
        StringBuilder values = new StringBuilder("v0");
        for (int i = 1; i < 100; i++) {
            values.append(", v").append(i);
        }
        ContractPlan plan = Load.contract(Load.paths("servers: [{url: '/{a}/{b}', variables: {a: {default: v0, enum: ["
                + values + "]}, b: {default: x, enum: [v1, v2]}}}]\npaths: {/p: {get: {operationId: p}}}"));

        assertThat(found(plan, "/v0/x/p", "/v99/x/p")).isEqualTo("p -");
        assertThat(plan.warnings().stream().map(Fault::toString))
                .hasSize(2)
                .contains("api.yaml:3:10: /servers: more than 32 base paths; only the first 32 are served")
                .anySatisfy(warning -> assertThat(warning)
                        .endsWith(": /servers/0/variables/b: the default is not in the enum (expected: one of its"
                                + " values)"));
    }
}
