package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contracts whose parts are longer than a stack is deep. */
class LongContractsTest {

    private static final int LONG = 20_000;
    private static final String SERVERS = "servers: [{url: '%s'}]\npaths: {/a: {get: {}}}\n";

    private static String form(String head, StringBuilder schemas) {
        return "openapi: " + head + "\npaths: {/a: {post: {requestBody: {content: {multipart/form-data: {schema:"
                + " {$ref: '#/components/schemas/S0'}}}}}}}\ncomponents:\n  schemas:\n" + schemas;
    }

    private static FormPlan form(String contract) {
        BodyPlan body = Objects.requireNonNull(
                Load.contract(contract).operations().get(0).body());
        return Objects.requireNonNull(
                Objects.requireNonNull(body.content("multipart/form-data")).form());
    }

    @ParameterizedTest
    @CsvSource({"./, ''", "../, ''", "./, /v1", "/, ''"})
    void aBasePathMayBeginOrEndWithManyOfTheSame(String part, String rest) {
        String url = part.repeat(LONG) + rest;

        ContractPlan plan = Load.contract(Load.paths(SERVERS.formatted(url)));

        assertThat(plan.basePath()).isEqualTo(rest);
    }

    @ParameterizedTest
    @CsvSource({
        "., ''",
        ".., ''",
        "..., /...",
        "./.., ''",
        ".a, /.a",
        "../.a/, /.a",
        "..?a/b, ''",
        "//h/x//?#y, /x",
        "a#?b, /a"
    })
    void dotsAtTheBeginningAndSlashesAtTheEndAreLeftOut(String url, String basePath) {
        assertThat(Load.contract(Load.paths(SERVERS.formatted(url))).basePath()).isEqualTo(basePath);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/a", "/{x}"})
    void aBasePathOfTooManySegmentsIsAFault(String segment) {
        String url = segment.replace("{x}", "y").repeat(LONG) + "x";

        assertThat(Load.faults(Load.paths(SERVERS.formatted(url))))
                .containsExactly("api.yaml:3:11: /servers/0: the path of the url has too many segments (expected: at"
                        + " most 256)");
    }

    @Test
    void aPathOfTooManySegmentsIsAFault() {
        String most = "/a".repeat(256);
        ContractPlan plan = Load.contract(Load.paths("paths: {" + most + ": {get: {}}}\n"));

        assertThat(plan.routes().find("GET", most)).isInstanceOf(Match.Found.class);
        assertThat(plan.routes().find("GET", "/a".repeat(LONG))).isEqualTo(Match.None.NO_PATH);
        for (String contract : List.of(
                "paths:\n  " + most + "/a: {get: {}}\n",
                "paths:\n  " + "/a".repeat(500) + ": {get: {}}\n",
                "servers: [{url: /v1}]\npaths:\n  " + most + ": {get: {}}\n")) {
            assertThat(Load.faults(Load.paths(contract)))
                    .singleElement()
                    .asString()
                    .endsWith("': too many segments (expected: at most 256, with those of the server's path)");
        }
    }

    private static String chain(String version, String link, int length) {
        StringBuilder schemas = new StringBuilder();
        for (int i = 0; i < length; i++) {
            schemas.append("    S").append(i).append(": {");
            schemas.append(link.replace("%s", "#/components/schemas/S" + (i + 1)))
                    .append("}\n");
        }
        schemas.append("    S").append(length).append(": {type: object, properties: {last: {type: string}}}\n");
        return form(version, schemas);
    }

    @ParameterizedTest
    @CsvSource({"3.0.3, $ref: '%s', 126", "3.1.0, $ref: '%s', 126", "3.1.0, allOf: [{$ref: '%s'}], 63"})
    void aChainOfSchemasThatIsTooLongIsAFault(String version, String link, int most) {
        assertThat(form(chain(version, link, most)).fields()).containsOnlyKeys("last");
        for (int length : new int[] {most + 1, LONG}) {
            assertThat(Load.faults(chain(version, link, length)))
                    .isNotEmpty()
                    .allSatisfy(fault -> assertThat(fault)
                            .contains(": too many schemas apply one another to the same value from here on"
                                    + " (expected: at most 128, each the next by $ref, allOf or the like)")
                            .hasSizeLessThan(2_000));
        }
    }

    @Test
    void aChainOfParametersMayEndNowhere() {
        StringBuilder parameters = new StringBuilder("paths: {/a: {get: {parameters: [{$ref: '#/p/P0'}]}}}\np:\n");
        for (int i = 0; i < LONG / 2; i++) {
            parameters
                    .append("  P")
                    .append(i)
                    .append(": {$ref: '#/p/P")
                    .append(i + 1)
                    .append("'}\n");
        }

        assertThat(Load.faults(Load.paths(parameters.toString())))
                .singleElement()
                .asString()
                .contains(": there is no #/p/P");
    }
}
