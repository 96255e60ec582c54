package dev.sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.sluice.schema.RandomJson;
import dev.sluice.schema.Schema;
import dev.sluice.schema.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random schemas: either values are found that Sluice and another implementation accept, or none is seen to exist. */
class RandomSchemasTest {

    private static final int SCHEMAS = 3_000;
    private static final int SEEDS = 4;
    /** Values that are tried where none was found. */
    private static final int GUESSES = 2_000;

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @Test
    void valuesAreValidAndWhereNoneIsFoundNobodyElseFindsOne() {
        long seed = Long.getLong("sluice.seed", 20_261_123);
        System.out.println("RandomSchemasTest: -Dsluice.seed=" + seed);
        RandomJson json = new RandomJson(new Random(seed));
        List<String> missed = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String text = json.document();
            Schema schema = Schemas.compile(text);
            try {
                ValueSource values = Generator.of(schema);
                assertValid(values, schema, registry.getSchema(text), text);
            } catch (UnsatisfiableException none) {
                refused++;
                String guessed = guess(schema, json);
                if (guessed != null) {
                    missed.add(guessed + " by " + text + ": " + none.getMessage());
                }
            }
        }
        System.out.println("RandomSchemasTest: no value was found for " + refused + " of " + SCHEMAS);

        assertThat(missed).isEmpty();
        assertThat(refused).isLessThan(SCHEMAS / 4);
    }

    private static void assertValid(ValueSource values, Schema schema, com.networknt.schema.Schema other, String text) {
        for (int seed = 0; seed < SEEDS; seed++) {
            String value = JsonText.string(values.value(seed));
            byte[] bytes = Schemas.bytes(value);
            assertThat(schema.accepts(bytes, 0, bytes.length))
                    .as("%s by %s", value, text)
                    .isTrue();
            assertThat(other.validate(value, InputFormat.JSON))
                    .as("networknt on %s by %s", value, text)
                    .isEmpty();
            assertThat(JsonText.string(values.value(seed))).isEqualTo(value);
        }
    }

    private static @org.jspecify.annotations.Nullable String guess(Schema schema, RandomJson json) {
        for (int i = 0; i < GUESSES; i++) {
            String value = json.value(3);
            byte[] bytes = Schemas.bytes(value);
            if (schema.accepts(bytes, 0, bytes.length)) {
                return value;
            }
        }
        return null;
    }
}
