package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffCommandTest {

    private static final String OLD = """
            openapi: 3.0.3
            paths:
              /pets:
                get:
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, maximum: 1000}}
                  responses: {"200": {description: "a <b> & c"}}
            """;

    private static final String NEW =
            OLD.replace("maximum: 1000", "maximum: 100").replace("/pets:", "/pets:\n    put: {responses: {}}");

    private final Terminal terminal = new Terminal();
    private Path old = Path.of("");
    private Path young = Path.of("");
    private Path folder = Path.of("");

    @BeforeEach
    void writeContracts(@TempDir Path contracts) throws IOException {
        folder = contracts;
        old = Files.writeString(contracts.resolve("old.yaml"), OLD);
        young = Files.writeString(contracts.resolve("new.yaml"), NEW);
    }

    @Test
    void changesAreToldByOperationWithBothPlacesAndFail() {
        assertThat(diff()).isEqualTo(1);

        assertThat(terminal.out().lines().toList())
                .containsExactly(
                        "GET /pets",
                        "  breaking   request-parameter-maximum-lowered: query limit",
                        "             demands at most 100 now, where there was at most 1000 (expected: no demand that is"
                                + " new)",
                        "             " + old + ":6:69 → " + young + ":7:69",
                        "",
                        "PUT /pets",
                        "  compatible operation-added",
                        "             the operation is new",
                        "             " + young + ":4:10",
                        "",
                        old + " → " + young + ": 1 breaking, 0 unclear, 1 compatible; 1 → 2 operations");
    }

    @Test
    void theSameContractIsNoChange() {
        assertThat(terminal.run("diff", old.toString(), old.toString(), "--fail-on", "any"))
                .isZero();

        assertThat(terminal.out()).isEqualToIgnoringNewLines(old + " → " + old + ": no change\n");
    }

    @Test
    void whatIsIgnoredDoesNotFail() {
        assertThat(diff("--ignore", "request-parameter-*")).isZero();

        assertThat(terminal.out()).contains("0 breaking, 0 unclear, 1 compatible, 1 ignored");
    }

    @ParameterizedTest
    @CsvSource({
        "request-parameter-maximum-lowred, no change's code, request-parameter-maximum-lowered",
        "maximum-lowered, no change's code, request-body-maximum-lowered",
        "request-paramter-*, the beginning of no change's code, request-parameter-",
        "'', no change's code, server-added",
        "Operation-added, no change's code, operation-added",
        "operation-added*x, no change's code, operation-added",
    })
    void anUnknownCodeIsRefusedWithTheNearestOnes(String code, String message, String nearest) {
        assertThat(diff("--ignore", "path-removed", "--ignore", code)).isEqualTo(2);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).contains("'--ignore': '" + code + "' is " + message + " (", nearest);
    }

    @Test
    void anyChangeFailsWhereThatIsAskedFor() {
        assertThat(diff("--ignore", "request-parameter-maximum-lowered", "--fail-on", "any"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "maximum: 1000, breaking, 0",
        "maximum: 1000, unclear, 0",
        "maximum: 1000, any, 0",
        "maximum: 2000, breaking, 0",
        "maximum: 2000, unclear, 0",
        "maximum: 2000, any, 1",
        "'maximum: 1000, default: 5', breaking, 0",
        "'maximum: 1000, default: 5', unclear, 1",
        "'maximum: 1000, default: 5', any, 1",
        "maximum: 100, breaking, 1",
        "maximum: 100, unclear, 1",
        "maximum: 100, any, 1",
    })
    void whatFailsIsSoBadOrWorse(String schema, String failOn, int code) throws IOException {
        Files.writeString(young, Files.readString(old).replace("maximum: 1000", schema));

        assertThat(diff("--fail-on", failOn)).isEqualTo(code);
    }

    @Test
    void jsonHasEverything() throws IOException {
        assertThat(diff("--format", "json")).isEqualTo(1);

        JsonNode report = new ObjectMapper().readTree(terminal.out());
        assertThat(report.at("/breaking").asInt()).isEqualTo(1);
        assertThat(report.at("/changes/0/code").asText()).isEqualTo("request-parameter-maximum-lowered");
        assertThat(report.at("/changes/0/for").asText()).isEqualTo("request");
        assertThat(report.at("/changes/0/operations/0").asText()).isEqualTo("GET /pets");
        assertThat(report.at("/changes/0/new/pointer").asText())
                .isEqualTo("/paths/~1pets/get/parameters/0/schema/maximum");
        assertThat(report.at("/changes/0/old/line").asInt()).isEqualTo(6);
    }

    @Test
    void sarifHasTheNewerPlaceAndTheOlderOneBesideIt() throws IOException {
        Path report = folder.resolve("report.sarif");

        assertThat(diff("--format", "sarif", "-o", report.toString())).isEqualTo(1);

        JsonNode result = new ObjectMapper().readTree(report.toFile()).at("/runs/0/results/0");
        assertThat(result.at("/level").asText()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt())
                .isEqualTo(7);
        assertThat(result.at("/relatedLocations/0/physicalLocation/region/startLine")
                        .asInt())
                .isEqualTo(6);
        assertThat(terminal.out()).isEmpty();
    }

    @Test
    void junitIsXmlInWhichTheBreakingChangesFail() throws Exception {
        Path report = folder.resolve("report.xml");

        assertThat(diff("--format", "junit", "-o", report.toString())).isEqualTo(1);

        var suite = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(report.toFile())
                .getDocumentElement();
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
    }

    @Test
    void markdownHasATableForEachEffect() {
        assertThat(diff("--format", "markdown")).isEqualTo(1);

        assertThat(terminal.out())
                .contains("#### 1 breaking", "| GET /pets | `request-parameter-maximum-lowered` | query limit |");
    }

    @Test
    void theOlderVersionMayComeFromStandardInput() {
        terminal.input = OLD.getBytes(StandardCharsets.UTF_8);

        assertThat(terminal.run("diff", "-", young.toString())).isEqualTo(1);

        assertThat(terminal.out()).contains("<stdin>:6:69 → " + young + ":7:69");
    }

    @Test
    void aBrokenContractIsToldAsCheckTellsIt() throws IOException {
        Files.writeString(young, NEW.replace("in: query", "in: qury"));

        assertThat(diff()).isEqualTo(2);

        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err())
                .contains(young + ":7:11: error: ", "'qury' is no place for a parameter", "cannot be used");
    }

    @Test
    void theReportReplacesNothingThatAContractRefersTo() throws IOException {
        Path part = Files.writeString(folder.resolve("part.yaml"), "put: {responses: {}}\n");
        Files.writeString(young, OLD.replace("/pets:", "/cats: {$ref: part.yaml}\n  /pets:"));

        assertThat(diff("-o", part.toString())).isEqualTo(2);

        assertThat(part).hasContent("put: {responses: {}}");
        assertThat(terminal.err()).contains("the report would replace", "part.yaml");
    }

    @Test
    void whatCannotBeReadIsUsage() {
        assertThat(terminal.run(
                        "diff", old.toString(), folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(terminal.run("diff", old.toString(), folder.toString())).isEqualTo(2);
        assertThat(terminal.run("diff", "-", "-")).isEqualTo(2);
        assertThat(terminal.run("diff", old.toString(), young.toString(), "-o", old.toString()))
                .isEqualTo(2);

        assertThat(terminal.err()).contains("none.yaml", "a folder", "only once", "would replace");
    }

    private int diff(String... more) {
        List<String> arguments = new ArrayList<>(List.of("diff", old.toString(), young.toString()));
        arguments.addAll(List.of(more));
        return terminal.run(arguments.toArray(String[]::new));
    }
}
