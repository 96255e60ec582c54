package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "pots, post put get, post",
        "gett, get put, get",
        "cat, car bat, bat",
        "car, card cat, cat",
        "Prt, Port port, Port",
    })
    void findsTheSameInAnyOrder(String wrong, String names, String meant) {
        List<String> known = new ArrayList<>(List.of(names.split(" ")));

        assertThat(Nearest.hint(wrong, known)).isEqualTo(" (is '" + meant + "' meant?)");
        Collections.reverse(known);
        assertThat(Nearest.hint(wrong, known)).isEqualTo(" (is '" + meant + "' meant?)");
    }

    @ParameterizedTest
    @CsvSource({"abc, xyz", "a, b", "short, muchlonger"})
    void findsNothingFar(String wrong, String known) {
        assertThat(Nearest.hint(wrong, List.of(known))).isEmpty();
    }
}
