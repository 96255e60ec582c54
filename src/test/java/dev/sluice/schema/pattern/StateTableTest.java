package dev.sluice.schema.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table against the automaton that it is made from. */
class StateTableTest {

    private static final List<String> PARTS = List.of(
            "a",
            "b",
            "[ab]",
            "[^a]",
            ".",
            "^",
            "$",
            "é",
            "(a|bc)",
            "(^a|b$)",
            "(?:ab)+",
            "a*",
            "b?",
            "[a-é]{1,2}",
            "\\d",
            "|",
            "\\p{Lu}");

    private static final List<String> LETTERS = List.of("a", "b", "c", "é", "É", "1", "\n", "😀");

    private static String some(Random random, List<String> parts, int most) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.append(parts.get(random.nextInt(parts.size())));
        }
        return text.toString();
    }

    @Test
    void findsWhatTheAutomatonFinds() throws PatternException {
        long seed = Long.getLong("sluice.seed", 20_261_126);
        System.out.println("StateTableTest: -Dsluice.seed=" + seed);
        Random random = new Random(seed);
        int found = 0;
        for (int i = 0; i < 3_000; i++) {
            String pattern = some(random, PARTS, 5);
            Automaton automaton = Automaton.of(PatternParser.parse(pattern));
            assertThat(automaton).as(pattern).isNotNull();
            StateTable table = automaton == null ? null : StateTable.of(automaton);
            assertThat(table).as(pattern).isNotNull();
            for (int j = 0; j < 20 && automaton != null && table != null; j++) {
                String text = some(random, LETTERS, 6);
                boolean expected = AutomatonRun.isFound(automaton, text);
                assertThat(table.isFoundIn(text)).as("%s in %s", pattern, text).isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isBetween(6_000, 54_000);
    }

    @Test
    void isNotMadeWhereItWouldBeTooLarge() throws PatternException {
        assertThat(table("(a|b)*a(a|b){20}")).isNull();
        assertThat(table("(?=a)b")).isNull();
        assertThat(table("\\ba")).isNull();
        assertThat(TextPattern.compile("(a|b)*a(a|b){20}$").isFoundIn("ab".repeat(30) + "b"))
                .isTrue();
    }

    private static @Nullable StateTable table(String pattern) throws PatternException {
        Automaton automaton = Automaton.of(PatternParser.parse(pattern));
        if (automaton == null) {
            throw new IllegalArgumentException(pattern);
        }
        return StateTable.of(automaton);
    }
}
