package dev.sluice.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.Formats;
import dev.sluice.schema.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Finds a valid value for every schema of the JSON-Schema-Test-Suite that has one. */
class GeneratedSuiteTest {

    private static final int SEEDS = 5;

    /** A line for each schema that no value was found for: its first case, a tab, the reason. */
    private static final Path LEFT = Path.of("src/test/resources/generate/suite-left.tsv");

    private static final Map<String, Dialect> DRAFTS = new TreeMap<>(Map.of(
            "draft2020-12", Dialect.OPENAPI_3_1,
            "draft2019-09", Dialect.DRAFT_2019_09,
            "draft7", Dialect.DRAFT_7,
            "draft6", Dialect.DRAFT_6,
            "draft4", Dialect.DRAFT_4));

    @Test
    void findsAValueWhereTheSuiteHasOne() throws IOException {
        Path folder = Path.of(System.getProperty("sluice.suite", "no-suite"));
        assumeTrue(Files.isDirectory(folder), "no JSON-Schema-Test-Suite here (-Dsluice.suite=…)");
        Suite suite = new Suite(folder);
        List<String> left = new ArrayList<>();
        int found = 0;
        for (Map.Entry<String, Dialect> draft : DRAFTS.entrySet()) {
            Path tests = folder.resolve("tests").resolve(draft.getKey());
            List<Suite.Case> cases = new ArrayList<>();
            Suite.files(tests).forEach(file -> cases.addAll(suite.cases(file, draft.getValue(), Formats.ANNOTATION)));
            Suite.files(tests.resolve("optional/format"))
                    .forEach(file -> cases.addAll(suite.cases(file, draft.getValue(), Formats.ASSERTION)));
            for (Map.Entry<Schema, String> satisfiable : satisfiable(cases).entrySet()) {
                try {
                    assertValid(satisfiable.getKey(), satisfiable.getValue());
                    found++;
                } catch (UnsatisfiableException none) {
                    left.add(satisfiable.getValue() + "\t" + none.getMessage());
                }
            }
        }
        System.out.println("GeneratedSuiteTest: " + found + " schemas have a value, none was found for " + left.size());
        if (Boolean.getBoolean("sluice.publish")) {
            Files.createDirectories(LEFT.toAbsolutePath().getParent());
            Files.write(LEFT, left);
        }

        assertThat(left).isEqualTo(Files.readAllLines(LEFT));
    }

    /** The schemas that have a valid value, each with its first case. */
    private static Map<Schema, String> satisfiable(List<Suite.Case> cases) {
        Map<Schema, String> names = new LinkedHashMap<>();
        cases.stream().filter(Suite.Case::valid).forEach(one -> names.putIfAbsent(one.schema(), one.name()));
        return names;
    }

    private static void assertValid(Schema schema, String name) throws UnsatisfiableException {
        ValueSource values = Generator.of(schema);
        for (int seed = 0; seed < SEEDS; seed++) {
            JsonValue value = values.value(seed);
            byte[] text = JsonText.of(value).getBytes();
            assertThat(schema.accepts(text, 0, text.length))
                    .as("%s, seed %d: %s", name, seed, value)
                    .isTrue();
        }
    }
}
