package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Operations whose paths have one shape. */
class RivalsTest {

    private static final RouteTable ROUTES = Load.contract(Load.paths("""
                    paths:
                      /things/{number}:
                        get:
                          operationId: byNumber
                          parameters: [{name: number, in: path, required: true, schema: {type: integer}}]
                      /things/{code}:
                        get:
                          operationId: byCode
                          parameters: [{name: code, in: path, required: true, schema: {type: string, pattern: '^[A-Z ]+$'}}]
                        put:
                          operationId: put
                          parameters: [{name: code, in: path, required: true, schema: {type: string, maxLength: 1}}]
                      /things/{name}:
                        get:
                          operationId: byName
                          parameters: [{name: name, in: path, required: true, schema: {type: string, pattern: '^[a-z]+$'}}]
                    """)).routes();

    @ParameterizedTest
    @CsvSource({
        "/things/17, byNumber",
        "/things/AB, byCode",
        "/things/A%20B, byCode",
        "/things/ab, byName",
        "/things/a-1, byNumber",
        "/things/%FF, byNumber"
    })
    void theFirstWhosePathParametersFitHasTheRequest(String path, String id) {
        Match match = ROUTES.find("GET", path);

        assertThat(match).isInstanceOf(Match.Found.class);
        assertThat(((Match.Found) match).operation().id()).isEqualTo(id);
        assertThat(((Match.Found) match).segments()).containsExactly(path.substring("/things/".length()));
    }

    @Test
    void anOperationThatIsAloneInItsMethodHasItsRequestsAll() {
        assertThat(ROUTES.find("PUT", "/things/long")).isInstanceOf(Match.Found.class);
        assertThat(ROUTES.find("POST", "/things/long")).isEqualTo(new Match.OtherMethods("GET, HEAD, PUT"));
    }
}
