package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Violation;
import dev.sluice.support.RawConnection.Answer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in a query that the contract does not know. */
class UnknownParametersTest {

    private static final String[] PARAMETERS = {
        "{in: query, name: q, schema: {type: string}}",
        "{in: query, name: page, schema: {type: object, properties: {limit: {type: integer}}}}",
        "{in: query, name: filter, style: deepObject, explode: true, schema: {type: object}}",
        "{in: header, name: h, schema: {type: string}}"
    };

    private static Contract contract(UnknownParameters unknown) {
        return Contract.of("3.1.0", unknown, PARAMETERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "q=1", "%71=1", "limit=1&q", "filter[x]=1", "api_key=1", "&&q=1&", "filter%5Bx%5D=1&limit=2"
            })
    void knowsWhatTheContractDeclares(String query) {
        assertThat(contract(UnknownParameters.REFUSE).violations(query)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret=1",
                "q=1&secret",
                "h=1",
                "other=1",
                "page=1",
                "Q=1",
                "=1",
                "=",
                "%=1",
                "%ff=1",
                "[x]=1",
                "q[]=1"
            })
    void refusesWhatItDoesNot(String query) {
        assertThat(contract(UnknownParameters.REFUSE).violations(query))
                .containsExactly(new Violation(
                        In.QUERY,
                        "",
                        "",
                        "unknown",
                        "/paths/~1test/get/parameters",
                        "expected only the query parameters q, page, filter",
                        null));
        assertThat(contract(UnknownParameters.ALLOW).violations(query)).isEmpty();
    }

    @Test
    void refusesAnyNameWhereNothingIsDeclared() {
        Contract contract =
                Contract.of("3.1.0", UnknownParameters.REFUSE, "{in: header, name: h, schema: {type: string}}");

        assertThat(contract.value(In.HEADER, "h", "a=1")).isEqualTo("! query  unknown /paths/~1test/get/parameters");
        assertThat(contract.value(In.HEADER, "h", null)).isEqualTo("absent");
    }

    @Test
    void answers400OverHttp() throws Exception {
        try (EchoServer server =
                new EchoServer(contract(UnknownParameters.REFUSE).plan(), UnknownParameters.REFUSE)) {
            Answer refused = server.get("/test?q=1&secret=2", List.of());
            Answer answered = server.get("/test?q=1&api_key=2", List.of());

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text()).contains("\"unknown\"").doesNotContain("secret");
            assertThat(answered.status()).isEqualTo(200);
        }
    }
}
