package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.Formats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The JSON-Schema-Test-Suite in the folder {@code -Dsluice.suite=…}, by both evaluators. */
class JsonSchemaSuiteTest {

    private static final Map<String, Dialect> DRAFTS = Map.of(
            "draft2020-12", Dialect.OPENAPI_3_1,
            "draft2019-09", Dialect.DRAFT_2019_09,
            "draft7", Dialect.DRAFT_7,
            "draft6", Dialect.DRAFT_6,
            "draft4", Dialect.DRAFT_4);

    private static Suite suite() {
        return new Suite(folder());
    }

    private static Path folder() {
        Path folder = Path.of(System.getProperty("sluice.suite", "no-suite"));
        assumeTrue(Files.isDirectory(folder), "no JSON-Schema-Test-Suite here (-Dsluice.suite=…)");
        return folder;
    }

    @TestFactory
    List<DynamicTest> judgesAsTheDraftsSay() {
        Path tests = folder().resolve("tests");
        List<DynamicTest> all = new ArrayList<>();
        DRAFTS.forEach((draft, dialect) ->
                Suite.files(tests.resolve(draft)).forEach(file -> all.add(test(file, dialect, Formats.ANNOTATION))));
        return all;
    }

    @TestFactory
    List<DynamicTest> judgesFormats() {
        Path tests = folder().resolve("tests");
        List<DynamicTest> all = new ArrayList<>();
        DRAFTS.forEach((draft, dialect) -> Suite.files(tests.resolve(draft).resolve("optional/format"))
                .forEach(file -> all.add(test(file, dialect, Formats.ASSERTION))));
        return all;
    }

    private static DynamicTest test(Path file, Dialect dialect, Formats formats) {
        String name = folder().resolve("tests").relativize(file).toString();
        return DynamicTest.dynamicTest(name, () -> {
            List<String> wrong = new ArrayList<>();
            for (Suite.Case row : suite().cases(file, dialect, formats)) {
                if (!isRight(row)) {
                    wrong.add(row.name());
                }
            }
            assertThat(wrong).isEmpty();
        });
    }

    private static boolean isRight(Suite.Case row) {
        byte[] text = Schemas.bytes(row.text());
        return row.schema().accepts(text, 0, text.length) == row.valid()
                && row.schema().accepts(row.value()) == row.valid()
                && row.schema().explain(text, 0, text.length, 10).isEmpty() == row.valid();
    }
}
