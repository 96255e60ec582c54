package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.validation.StyleTable.Row;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table of styles, decoded and judged. */
class StyleTableTest {

    private static final List<Row> ROWS = StyleTable.rows();
    private static final ContractPlan CONTRACT = StyleTable.contract(ROWS);

    private static Stream<Row> rows() {
        return ROWS.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void readsEveryRow(Row row) {
        assertThat(RowReader.read(CONTRACT, row)).isEqualTo(row.expected());
    }
}
