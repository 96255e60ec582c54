package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CoverageCommandTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: shop, version: '1'}
            paths:
              /things/{id}:
                parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
                get:
                  parameters: [{name: sort, in: query, schema: {enum: [up, down]}}]
                  responses:
                    '200': {description: it, content: {application/json: {schema: {properties: {a: {}, b: {}}}}}}
                    '404': {description: none}
                put: {responses: {'204': {description: done}}}
            """;

    private static final String GET = "{\"request\":{\"method\":\"GET\",\"url\":\"/things/1?sort=up\",\"headers\":{}},"
            + "\"response\":{\"status\":200,\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"a\\\":1}\"}}\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private Path contract = Path.of("");
    private Path traffic = Path.of("");
    /** To standard input. */
    private String given = GET;

    @BeforeEach
    void write() throws IOException {
        contract = Files.writeString(folder.resolve("c.yaml"), CONTRACT);
        traffic = Files.writeString(folder.resolve("t.ndjson"), GET);
    }

    private int run(String... arguments) {
        CoverageCommand command = new CoverageCommand(
                new ByteArrayInputStream(given.getBytes(StandardCharsets.UTF_8)),
                out,
                TerminalView.of("", Map.of()),
                System::nanoTime);
        CommandLine line = SluiceCommand.commandLine(command);
        line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        String[] all = new String[arguments.length + 1];
        all[0] = "coverage";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return line.execute(all);
    }

    @Test
    void saysWhatWasNeverTouched() {
        assertThat(run(contract.toString(), traffic.toString())).isZero();

        assertThat(out.toString())
                .contains("never  PUT /things/{id}")
                .contains("    1  GET /things/{id}\n")
                .contains("never: status 404")
                .contains("never: query sort = down")
                .contains("never: answer 200 application/json /b")
                .contains("operations   ##########..........  50.0 %  1 of 2")
                .endsWith("1 message: 50.0 % of operations touched (1 of 2)\n");
    }

    @Test
    void theGateIsTheExitCode() {
        assertThat(run(contract.toString(), traffic.toString(), "--min", "50")).isZero();
        assertThat(run(contract.toString(), traffic.toString(), "--min", "50.1"))
                .isEqualTo(1);
        assertThat(run(contract.toString(), traffic.toString(), "--min", "66", "--min-of", "parameters"))
                .isZero();
        assertThat(out.toString()).contains("expected at least 50.1 %");
    }

    @Test
    void noTrafficTouchesNothing() throws IOException {
        Files.writeString(traffic, "");

        assertThat(run(contract.toString(), traffic.toString())).isZero();
        assertThat(run(contract.toString(), traffic.toString(), "--min", "1")).isEqualTo(1);

        assertThat(out.toString()).contains("0 messages: 0.0 % of operations touched (0 of 2)");
    }

    /** Nobody can touch what the contract does not have: no share of it is told, and none is missing. */
    @Test
    void whatTheContractHasNoneOfIsNoHundredPercent() throws IOException {
        Files.writeString(contract, "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n");

        assertThat(run(contract.toString(), traffic.toString(), "--min", "100")).isZero();
        assertThat(run(contract.toString(), traffic.toString(), "--format", "json"))
                .isZero();

        assertThat(out.toString())
                .contains("1 message, 1 without an operation: – of operations touched (0 of 0)")
                .contains("\"percent\" : null")
                .doesNotContain("100");
    }

    @Test
    void standardInputIsReadToo() {
        assertThat(run(contract.toString(), "-", traffic.toString(), "--format", "json"))
                .isZero();

        JsonObject report = new JsonObject(out.toString());
        assertThat(report.getJsonArray("contracts")
                        .getJsonObject(0)
                        .getJsonArray("operations")
                        .getJsonObject(0)
                        .getInteger("requests"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("2 messages: 50.0 % of operations");
    }

    @Test
    void theContractMayComeByStandardInput() {
        given = CONTRACT;

        assertThat(run("-", traffic.toString())).isZero();

        assertThat(out.toString()).endsWith("1 message: 50.0 % of operations touched (1 of 2)\n");
    }

    @Test
    void whatIsNoHttpIsCountedAndTouchesNothing() throws IOException {
        Files.writeString(
                traffic,
                "{\"log\":{\"entries\":[{\"request\":{\"method\":\"GET\",\"url\":\"blob:https://a/things/1\"}}]}}");

        assertThat(run(contract.toString(), traffic.toString())).isZero();

        assertThat(out.toString())
                .endsWith("0 messages, 1 passed over (1 blob:): 0.0 % of operations touched (0 of 2)\n");
    }

    @Test
    void junitIsWellFormedAndFailsWithTheGate() throws Exception {
        Path report = folder.resolve("r.xml");
        assertThat(run(
                        contract.toString(),
                        traffic.toString(),
                        "--format",
                        "junit",
                        "--min",
                        "80",
                        "-o",
                        report.toString()))
                .isEqualTo(1);

        org.w3c.dom.Document xml =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
        assertThat(xml.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(xml.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(xml.getElementsByTagName("skipped").getLength()).isEqualTo(1);
    }

    @Test
    void whatCannotBeReadIsToldAndTheRestCounts() throws IOException {
        Files.writeString(traffic, "{]\n" + GET + "{\"request\":{\"method\":\"GET\",\"url\":\"/x\"}}\n");

        assertThat(run(
                        contract.toString(),
                        traffic.toString(),
                        folder.resolve("none").toString()))
                .isEqualTo(2);
        assertThat(out.toString())
                .contains("none: cannot be read")
                .contains("2 messages, 1 without an operation, 1 unreadable: 50.0 %");
    }

    @Test
    void theReportReplacesNothingThatTheContractRefersTo() throws IOException {
        Path part = Files.writeString(folder.resolve("part.yaml"), "get: {responses: {}}\n");
        Files.writeString(contract, "openapi: 3.1.0\npaths: {/x: {$ref: part.yaml}}\n");

        assertThat(run(contract.toString(), traffic.toString(), "-o", part.toString()))
                .isEqualTo(2);

        assertThat(part).hasContent("get: {responses: {}}");
        assertThat(err.toString()).contains("the report would replace", "part.yaml");
    }

    @Test
    void wrongUsageIsRefused() {
        assertThat(run(contract.toString())).isEqualTo(2);
        assertThat(run(contract.toString(), "-", "-")).isEqualTo(2);
        assertThat(run(contract.toString(), "-", "--min", "101")).isEqualTo(2);
        assertThat(run(contract.toString(), "-", "--min", "1", "--min-of", "all"))
                .isEqualTo(2);
        assertThat(run(contract.toString(), traffic.toString(), "-o", traffic.toString()))
                .isEqualTo(2);
        assertThat(run(folder.resolve("none.yaml").toString(), "-")).isEqualTo(2);
        assertThat(traffic).hasContent(GET.strip());
    }
}
