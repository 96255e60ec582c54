package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Spoiled settings files end in faults with a place, or are read; never in anything else. */
class HostileSettingsTest {

    private static final long SEED = 20260101L;
    private static final int ROUNDS = 300;
    private static final String ALPHABET = " \n\t:-[]{}#&*!|>'\"%@`,?${}~0x9.eE+\u0000\u00e4\ud83d\ude00\uffff";

    private static final Map<String, BiFunction<String, Random, String>> SPOILERS = Map.of(
            "one character replaced", HostileSettingsTest::replaced,
            "a line doubled", HostileSettingsTest::doubled,
            "a line indented", HostileSettingsTest::indented,
            "the end cut off", (text, random) -> text.substring(0, random.nextInt(text.length())),
            "a value swapped", HostileSettingsTest::swapped);

    @TestFactory
    Stream<DynamicTest> spoiled() {
        return SPOILERS.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Random random = new Random(SEED);
                    int faulty = 0;
                    for (int round = 0; round < ROUNDS; round++) {
                        String text = entry.getValue().apply(SettingsExample.text(), random);
                        faulty += faults(text, round) > 0 ? 1 : 0;
                    }
                    assertThat(faulty).as("seed %d", SEED).isBetween(1, ROUNDS);
                }));
    }

    private static int faults(String text, int round) {
        SettingsFile file = new SettingsFile("sluice.yaml", text);
        try {
            Settings settings =
                    SettingsReader.read(Optional.of(file), Map.of(), List.of()).settings();
            assertThat(settings.listen()).isNotNull();
            return 0;
        } catch (SettingsException e) {
            assertThat(e.faults())
                    .as("seed %d, round %d:%n%s", SEED, round, text)
                    .isNotEmpty();
            assertThat(e.faults())
                    .as("seed %d, round %d:%n%s", SEED, round, text)
                    .allMatch(fault -> fault.where().matches("sluice.yaml:[1-9][0-9]*:[1-9][0-9]*"))
                    .noneMatch(fault -> fault.message().isBlank());
            return e.faults().size();
        }
    }

    private static String replaced(String text, Random random) {
        int at = random.nextInt(text.length());
        char character = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
        return text.substring(0, at) + character + text.substring(at + 1);
    }

    private static String doubled(String text, Random random) {
        List<String> lines = text.lines().toList();
        int at = random.nextInt(lines.size());
        return String.join("\n", lines.subList(0, at + 1)) + "\n" + String.join("\n", lines.subList(at, lines.size()));
    }

    private static String indented(String text, Random random) {
        List<String> lines = text.lines().toList();
        int at = random.nextInt(lines.size());
        return String.join("\n", lines.subList(0, at)) + "\n" + " ".repeat(1 + random.nextInt(4))
                + String.join("\n", lines.subList(at, lines.size()));
    }

    private static String swapped(String text, Random random) {
        String[] values = {
            "[]", "{}", "null", "-1", "1e999999999", "''", "${", "$$", "0x10", ".inf", "&a [*a]", "!!int 1"
        };
        Setting<?> setting = Settings.ALL.get(random.nextInt(Settings.ALL.size()));
        return text.replaceFirst(
                "(?m)^( *" + setting.name() + ": ).*$",
                "$1" + java.util.regex.Matcher.quoteReplacement(values[random.nextInt(values.length)]));
    }
}
