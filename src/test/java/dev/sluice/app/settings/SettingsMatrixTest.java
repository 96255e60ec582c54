package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every key in every source, rightly and wrongly. */
class SettingsMatrixTest {

    private static final Map<String, Samples> SAMPLES = Samples.byKey();

    /** What follows the key's name in the last line of {@link #file}. */
    private static final int AFTER_NAME = 3;

    @Test
    void everyKeyHasSamples() {
        assertThat(SAMPLES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().map(Setting::key).toList());
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        List<String> names = Settings.ALL.stream().map(Setting::environmentName).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("SLUICE(_[A-Z][A-Z0-9]*)+"));
        assertThat(names).contains("SLUICE_RATE_LIMITS_MODE", "SLUICE_STORE_URL", "SLUICE_LISTEN_EVENT_LOOPS");
    }

    /** What a key does not go without. */
    private static final Map<String, Map<String, String>> COMPANY = company();

    private static Map<String, Map<String, String>> company() {
        Map<String, Map<String, String>> company = new HashMap<>();
        company.put("auth.scheme", Map.of("SLUICE_AUTH_TOKENS", "tokens.txt"));
        company.put("auth.tokens", Map.of("SLUICE_AUTH_SCHEME", "token"));
        for (String listener : List.of("", "control.", "service.")) {
            String variable = "SLUICE_" + listener.toUpperCase(Locale.ROOT).replace('.', '_');
            company.put(listener + "tls.certificate", Map.of(variable + "TLS_KEY", "a.key"));
            company.put(listener + "tls.key", Map.of(variable + "TLS_CERTIFICATE", "a.pem"));
            company.put(
                    listener + "tls.clientAuth",
                    Map.of(
                            variable + "TLS_KEY", "a.key",
                            variable + "TLS_CERTIFICATE", "a.pem",
                            variable + "TLS_CLIENT_CERTIFICATES", "b.pem"));
        }
        return company;
    }

    @TestFactory
    Stream<DynamicTest> takesAGoodValueFromEverySource() {
        return each((setting, samples) -> {
            Map<String, String> company = COMPANY.getOrDefault(setting.key(), Map.of());
            Map<String, String> environment = new HashMap<>(company);
            Settings fromFile = read(file(setting, samples.good()), company, List.of());
            String text = samples.good().startsWith("'${") ? "none" : Samples.bare(samples.good());

            environment.put(setting.environmentName(), text);
            assertThat(read("", environment, List.of())).isEqualTo(fromFile);
            assertThat(read("", company, List.of(new Flag("--flag", setting.key(), text))))
                    .isEqualTo(fromFile);
            assertThat(fromFile).isNotEqualTo(Settings.defaults());
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAValueOfAnotherTypeAtItsPlace() {
        return each((setting, samples) -> {
            List<SettingsFault> faults = faults(file(setting, samples.otherType()), Map.of());

            assertThat(faults).hasSize(1);
            assertThat(faults.get(0).where()).isEqualTo(place(setting));
            assertThat(faults.get(0).key()).isEqualTo(setting.key());
            assertThat(faults.get(0).message()).contains("expected ");
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAValueOutOfRangeWithoutRepeatingIt() {
        return each((setting, samples) -> {
            List<SettingsFault> faults = faults(file(setting, samples.refused()), Map.of());

            assertThat(faults).hasSize(1);
            assertThat(faults.get(0).where()).startsWith("sluice.yaml:" + line(setting) + ":");
            assertThat(faults.get(0).key()).startsWith(setting.key());
            assertThat(faults.get(0).message()).contains("expected ").doesNotContain("hidden");
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesAnEmptyTextAtItsPlace() {
        return each((setting, samples) -> {
            List<SettingsFault> faults = faults(file(setting, "\"\""), Map.of());

            assertThat(faults).hasSize(1);
            assertThat(faults.get(0).where()).isEqualTo(place(setting));
            assertThat(faults.get(0).key()).isEqualTo(setting.key());
        });
    }

    @TestFactory
    Stream<DynamicTest> nullIsAbsentWhereAValueMayBeAbsentAndAFaultElsewhere() {
        return each((setting, samples) -> {
            String text = file(setting, "null");

            if (setting.type() instanceof OptionalType<?>) {
                assertThat(read(text, Map.of(), List.of())).isEqualTo(Settings.defaults());
            } else {
                assertThat(faults(text, Map.of())).singleElement().satisfies(fault -> {
                    assertThat(fault.where()).isEqualTo(place(setting));
                    assertThat(fault.message()).startsWith("found null, expected ");
                });
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> aBadVariableIsNamed() {
        return each((setting, samples) -> {
            List<SettingsFault> faults = faults("", Map.of(setting.environmentName(), Samples.bare(samples.refused())));

            assertThat(faults).hasSize(1);
            assertThat(faults.get(0).where()).startsWith(setting.environmentName());
            assertThat(faults.get(0).key()).startsWith(setting.key());
            assertThat(faults.get(0).message()).contains("expected ").doesNotContain("hidden");
        });
    }

    @TestFactory
    Stream<DynamicTest> anEmptyVariableIsNotSet() {
        return each((setting, samples) -> assertThat(read("", Map.of(setting.environmentName(), ""), List.of()))
                .isEqualTo(Settings.defaults()));
    }

    @Test
    void reportsTheFaultsOfAllKeysAndSourcesTogether() {
        Map<String, String> environment = Settings.ALL.stream()
                .collect(Collectors.toMap(
                        Setting::environmentName,
                        setting -> Samples.bare(Samples.of(setting).refused())));
        StringBuilder text = new StringBuilder();
        for (Section section : Settings.SECTIONS) {
            if (!section.name().isEmpty()) {
                text.append("  ".repeat(section.depth() - 1)).append(section.ownName() + ":\n");
            }
            section.settings()
                    .forEach(setting -> text.append("  ".repeat(section.depth()))
                            .append(setting.name() + ": " + Samples.of(setting).refused() + "\n"));
        }

        assertThat(faults(text.toString(), environment)).hasSize(2 * Settings.ALL.size());
    }

    @FunctionalInterface
    private interface Check {
        void accept(Setting<?> setting, Samples samples) throws SettingsException;
    }

    private static Stream<DynamicTest> each(Check check) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Setting<?> setting : Settings.ALL) {
            tests.add(dynamicTest(setting.key(), () -> check.accept(setting, Samples.of(setting))));
        }
        return tests.stream();
    }

    private static String file(Setting<?> setting, String value) {
        StringBuilder text = new StringBuilder();
        String[] names = setting.key().split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            text.append("  ".repeat(i)).append(names[i]).append(i < names.length - 1 ? ":\n" : ": " + value + "\n");
        }
        return text.toString();
    }

    private static int line(Setting<?> setting) {
        return 1 + (int) setting.key().chars().filter(c -> c == '.').count();
    }

    private static String place(Setting<?> setting) {
        int column = setting.name().length() + AFTER_NAME + 2 * (line(setting) - 1);
        return "sluice.yaml:" + line(setting) + ":" + column;
    }

    private static Settings read(String text, Map<String, String> environment, List<Flag> flags)
            throws SettingsException {
        return SettingsReader.read(Optional.of(new SettingsFile("sluice.yaml", text)), environment, flags)
                .settings();
    }

    private static List<SettingsFault> faults(String text, Map<String, String> environment) {
        try {
            read(text, environment, List.of());
            return List.of();
        } catch (SettingsException e) {
            return e.faults();
        }
    }
}
