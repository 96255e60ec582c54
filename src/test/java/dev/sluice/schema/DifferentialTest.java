package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random schemas and values: both evaluators against each other, and against another implementation. */
class DifferentialTest {

    private static final int SCHEMAS = 1_500;
    private static final int VALUES = 20;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private static Random seeded() {
        long seed = Long.getLong("sluice.seed", 20_261_122);
        System.out.println("DifferentialTest: -Dsluice.seed=" + seed);
        return new Random(seed);
    }

    @Test
    void evaluatorsAgreeWithEachOtherAndWithNetworknt() {
        Random random = seeded();
        RandomJson json = new RandomJson(random);
        int accepted = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String text = json.document();
            Schema schema = Schemas.compile(text);
            com.networknt.schema.Schema other = registry.getSchema(text);
            for (int j = 0; j < VALUES; j++) {
                String value = json.value(3);
                boolean expected = other.validate(value, InputFormat.JSON).isEmpty();
                assertAgreement(schema, Schemas.bytes(value), text);
                assertSameExplanation(schema, value, text);
                assertThat(schema.accepts(Schemas.parse(value)))
                        .as("networknt on %s by %s", value, text)
                        .isEqualTo(expected);
                accepted += expected ? 1 : 0;
            }
        }
        assertThat(accepted).isBetween(SCHEMAS * VALUES / 10, SCHEMAS * VALUES * 9 / 10);
    }

    @Test
    void evaluatorsAgreeOnBrokenText() {
        Random random = seeded();
        RandomJson json = new RandomJson(random);
        int malformed = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String text = json.document();
            Schema schema = Schemas.compile(text);
            for (int j = 0; j < VALUES; j++) {
                byte[] broken = json.broken(Schemas.bytes(json.value(3)));
                assertAgreement(schema, broken, text);
                malformed += isMalformed(schema, broken) ? 1 : 0;
            }
        }
        assertThat(malformed).isGreaterThan(SCHEMAS * VALUES / 2);
    }

    /** What is read for an explanation leaves out only what nobody looks at. */
    private static void assertSameExplanation(Schema schema, String value, String text) {
        byte[] json = Schemas.bytes(value);
        List<SchemaViolation> ofWhole = schema.explain(Schemas.parse(value), 100);
        List<SchemaViolation> ofParts = schema.explain(json, 0, json.length, 100);
        boolean mayStop = text.contains("maxItems");
        assertThat(ofWhole).as("explanation of %s by %s", value, text).containsAll(mayStop ? List.of() : ofParts);
        assertThat(ofParts).as("explanation of %s by %s", value, text).hasSameSizeAs(mayStop ? ofParts : ofWhole);
    }

    private static boolean isMalformed(Schema schema, byte[] json) {
        return schema.explain(json, 0, json.length, 1).stream()
                .anyMatch(violation -> violation.keyword().equals(CompiledSchema.JSON));
    }

    private static void assertAgreement(Schema schema, byte[] json, String text) {
        assertThat(schema.accepts(json, 0, json.length))
                .as("bytes %s by %s", new String(json, StandardCharsets.ISO_8859_1), text)
                .isEqualTo(schema.explain(json, 0, json.length, 1).isEmpty());
    }
}
