package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code conf/} publishes is what the code reads. After a change of the declarations, {@code mvn test
 * -Dtest=PublishedSettingsTest -Dsluice.publish=true} writes both files anew.
 */
class PublishedSettingsTest {

    private static final Path EXAMPLE = Path.of("conf", "sluice.yaml");
    private static final Path SCHEMA = Path.of("conf", "sluice.schema.json");

    @Test
    void theExampleIsWhatTheDeclarationsSay() throws IOException {
        assertThat(published(EXAMPLE, SettingsExample.text())).isEqualTo(SettingsExample.text());
    }

    @Test
    void theSchemaIsWhatTheDeclarationsSay() throws IOException {
        assertThat(published(SCHEMA, SettingsSchema.text())).isEqualTo(SettingsSchema.text());
    }

    @Test
    void theExampleShowsEveryKeyWithItsDefaultBelowAComment() throws IOException, SettingsException {
        List<String> lines = Files.readAllLines(EXAMPLE);

        Settings settings = read(Files.readString(EXAMPLE)).settings();

        assertThat(settings.control().portAsked()).isTrue();
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("control", "rateLimits.asked")
                .isEqualTo(Settings.defaults());
        for (Section section : Settings.SECTIONS) {
            String outer = "  ".repeat(Math.max(0, section.depth() - 1));
            int start = section.name().isEmpty() ? 0 : lines.indexOf(outer + section.ownName() + ":");
            assertThat(start).as(section.name()).isNotNegative();
            for (Setting<?> setting : section.settings()) {
                String begin = "  ".repeat(section.depth()) + setting.name() + ": ";
                int line = start;
                while (!lines.get(line).startsWith(begin)) {
                    line++;
                }
                assertThat(lines.get(line - 1).strip()).as(setting.key()).startsWith("# ");
            }
        }
    }

    @Test
    void theExampleAndEveryGoodValueAreValidByTheSchema() throws IOException {
        Schema schema = schema();

        assertThat(schema.validate(YamlAsJson.of(Files.readString(EXAMPLE)), InputFormat.JSON))
                .isEmpty();
        for (Setting<?> setting : Settings.ALL) {
            String text = document(setting, Samples.of(setting).good());
            assertThat(schema.validate(YamlAsJson.of(text), InputFormat.JSON))
                    .as(text)
                    .isEmpty();
        }
    }

    @Test
    void aValueOfAnotherTypeIsNotValidByTheSchema() throws IOException {
        Schema schema = schema();

        for (Setting<?> setting : Settings.ALL) {
            String text = document(setting, Samples.of(setting).otherType());
            assertThat(schema.validate(YamlAsJson.of(text), InputFormat.JSON))
                    .as(text)
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"listen: {prot: 1}", "http: {}\nextra: 1", "listen: 1", "- a"})
    void whatTheReaderDoesNotKnowTheSchemaDoesNotKnow(String text) throws IOException {
        assertThat(schema().validate(YamlAsJson.of(text), InputFormat.JSON)).isNotEmpty();
    }

    private static String document(Setting<?> setting, String value) {
        StringBuilder text = new StringBuilder();
        String[] names = setting.key().split("\\.", -1);
        for (int i = 0; i < names.length - 1; i++) {
            text.append("  ".repeat(i)).append(names[i]).append(":\n");
        }
        return text + "  ".repeat(names.length - 1) + setting.name() + ": " + value;
    }

    private static LoadedSettings read(String text) throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile(EXAMPLE.toString(), text)), Map.of(), List.of());
    }

    private static Schema schema() throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(SCHEMA), InputFormat.JSON);
    }

    private static String published(Path file, String text) throws IOException {
        if (Boolean.getBoolean("sluice.publish")) {
            Files.writeString(file, text);
        }
        return Files.readString(file);
    }
}
