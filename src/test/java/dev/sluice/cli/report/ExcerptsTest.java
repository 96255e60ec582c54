package dev.sluice.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Place;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExcerptsTest {

    @Test
    void findsLinesWhateverEndsThem() throws IOException {
        String text = "\uFEFFa: 1\nb: 2\r\nc: 3\rd: 4";

        assertThat(of(text, 1, 1)).isEqualTo(new Excerpt("a: 1", 0));
        assertThat(of(text, 2, 4)).isEqualTo(new Excerpt("b: 2", 3));
        assertThat(of(text, 3, 4)).isEqualTo(new Excerpt("c: 3", 3));
        assertThat(of(text, 4, 4)).isEqualTo(new Excerpt("d: 4", 3));
    }

    @Test
    void showsAPlaceBehindALineAtItsEndAndNothingOfABlankLine() throws IOException {
        assertThat(of("ab\ncd", 1, 99)).isEqualTo(new Excerpt("ab", 2));
        assertThat(of("ab\ncd", 2, 3)).isEqualTo(new Excerpt("cd", 2));
        assertThat(read("ab\n  \n", new Place("f", 2, 1), new Place("f", 7, 1))).isEmpty();
        assertThat(read("", new Place("f", 1, 1))).isEmpty();
    }

    @Test
    void cutsALongLineAroundThePlace() throws IOException {
        String text = "x".repeat(100_000) + "HERE" + "y".repeat(100_000);

        Excerpt excerpt = of(text, 1, 100_001);

        assertThat(excerpt.line()).isEqualTo("…" + "x".repeat(50) + "HERE" + "y".repeat(36) + "…");
        assertThat(excerpt.line().substring(excerpt.caret())).startsWith("HERE");
    }

    @Test
    void showsControlCharactersAsDotsAndTabsAsBlanks() throws IOException {
        assertThat(of("\t\u001b[2J\u202eab\u0085", 1, 7)).isEqualTo(new Excerpt(" ·[2J·ab·", 6));
    }

    @Test
    void countsTheColumnsOfWideAndCombiningCharacters() throws IOException {
        assertThat(of("名前: x", 1, 5)).isEqualTo(new Excerpt("名前: x", 6));
        assertThat(of("e\u0301: x", 1, 5)).isEqualTo(new Excerpt("e\u0301: x", 3));
        assertThat(of("\uD83D\uDE00: x", 1, 4)).isEqualTo(new Excerpt("\uD83D\uDE00: x", 4));
    }

    /** Texts of a few kinds of characters, against lines that are split by hand. */
    @Test
    void agreesWithSplitLines() throws IOException {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(400);
            for (int i = 0; i < length; i++) {
                text.append(random.nextInt(random.nextBoolean() ? 8 : 120) == 0 ? "\n" : "abcdef".charAt(i % 6));
            }
            String[] lines = text.toString().split("\n", -1);
            List<Place> places = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int line = random.nextInt(lines.length);
                places.add(new Place("f", line + 1, random.nextInt(lines[line].length() + 1) + 1));
            }

            Map<Place, Excerpt> excerpts = Excerpts.read(new StringReader(text.toString()), places);

            for (Place place : places) {
                assertThat(excerpts.get(place))
                        .as("seed %d, round %d, %s", seed, round, place)
                        .isEqualTo(expected(lines[place.line() - 1], place.column() - 1));
            }
        }
    }

    private static @Nullable Excerpt expected(String line, int index) {
        int from = Math.max(0, index - 50);
        int to = Math.min(line.length(), index + 40);
        return line.isEmpty()
                ? null
                : Excerpt.of(line.substring(from, index), from > 0, line.substring(index, to), to < line.length());
    }

    private static Excerpt of(String text, int line, int column) throws IOException {
        return read(text, new Place("f", line, column)).values().iterator().next();
    }

    private static Map<Place, Excerpt> read(String text, Place... places) throws IOException {
        return Excerpts.read(new StringReader(text), List.of(places));
    }
}
