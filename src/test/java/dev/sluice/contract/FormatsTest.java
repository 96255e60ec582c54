package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.DocumentException;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler.Formats;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code format} asks, by how a contract is read. */
class FormatsTest {

    private static Schema schema(String type, String format, Formats formats) throws DocumentException {
        ContractPlan plan = Contracts.parse(
                "api.yaml",
                Load.paths("paths: {/a: {post: {requestBody: {content: {application/json: {schema: {type: " + type
                        + ", format: " + format + "}}}}}}}\n"),
                Reading.JUDGE.with(formats));
        BodyPlan body = Objects.requireNonNull(plan.operations().get(0).body());
        return Objects.requireNonNull(
                Objects.requireNonNull(body.content("application/json")).schema());
    }

    @ParameterizedTest
    @CsvSource({
        "string, date-time, '\"2026-11-23T05:00:00Z\"', '\"yesterday\"'",
        "string, uuid, '\"4189d3c2-8882-4871-a3c2-d380272eed88\"', '\"4189\"'",
        "string, email, '\"a@b.example\"', '\"a b\"'",
        "string, ipv4, '\"10.0.0.1\"', '\"10.0.0.256\"'",
    })
    void isANoteUnlessItIsAsserted(String type, String format, String good, String bad) throws DocumentException {
        for (Formats formats : Formats.values()) {
            Schema schema = schema(type, format, formats);

            assertThat(accepts(schema, good)).isTrue();
            assertThat(accepts(schema, bad)).isEqualTo(formats == Formats.ANNOTATION);
        }
    }

    @ParameterizedTest
    @CsvSource({"int32, 2147483647, 2147483648", "int64, 9223372036854775807, 9223372036854775808"})
    void ofAnIntegerHoldsInAnyCase(String format, String good, String bad) throws DocumentException {
        for (Formats formats : Formats.values()) {
            Schema schema = schema("integer", format, formats);

            assertThat(accepts(schema, good)).isTrue();
            assertThat(accepts(schema, bad)).isFalse();
        }
    }

    private static boolean accepts(Schema schema, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return schema.accepts(bytes, 0, bytes.length);
    }
}
