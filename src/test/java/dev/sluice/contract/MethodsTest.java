package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.Fault;
import org.junit.jupiter.api.Test;

/** Methods of OpenAPI 3.2, which older documents do not have. */
class MethodsTest {

    private static final String PATHS = """
            paths:
              /a:
                get: {}
                query: {}
                additionalOperations:
                  LINK: {}
                  Copy: {}
                  POST: {}
                  'A B': {}
            """;

    @Test
    void openApi32HasQueryAndAdditionalOperations() {
        ContractPlan plan = Load.contract("openapi: 3.2.0\n" + PATHS);

        assertThat(plan.operations()).extracting(OperationPlan::method).containsExactly("GET", "QUERY", "LINK", "Copy");
        assertThat(plan.routes().find("PUT", "/a")).isEqualTo(new Match.OtherMethods("Copy, GET, HEAD, LINK, QUERY"));
        assertThat(plan.routes().find("LINK", "/a")).isInstanceOf(Match.Found.class);
        assertThat(plan.warnings().stream().map(Fault::toString))
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning)
                        .contains(
                                "' is no additional method (expected: a token of RFC 9110, and no method that has a member of"
                                        + " its own); it is ignored"));
    }

    @Test
    void openApi31DoesNot() {
        ContractPlan plan = Load.contract("openapi: 3.1.0\n" + PATHS);

        assertThat(plan.operations()).extracting(OperationPlan::method).containsExactly("GET");
        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:5:5: /paths/~1a: 'query' is no method; it is ignored",
                        "api.yaml:6:5: /paths/~1a: 'additionalOperations' is no method; it is ignored");
    }
}
