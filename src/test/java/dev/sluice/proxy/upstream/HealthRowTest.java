package dev.sluice.proxy.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HealthRowTest {

    /** {@code +} a good answer, {@code -} a bad one; the verdict after each. */
    @ParameterizedTest
    @CsvSource({
        "2, 3, +++, +++",
        "2, 3, --+--+, ++++++",
        "2, 3, ---, ++-",
        "2, 3, ---+-+-, ++-----",
        "2, 3, ---++, ++--+",
        "1, 1, -+-+, -+-+"
    })
    void changesItsMindAfterSoManyInARow(int healthyAfter, int unhealthyAfter, String answers, String verdicts) {
        HealthRow row = new HealthRow(healthyAfter, unhealthyAfter);
        StringBuilder given = new StringBuilder();

        answers.chars().forEach(answer -> given.append(row.add(answer == '+') ? '+' : '-'));

        assertThat(given).hasToString(verdicts);
    }
}
