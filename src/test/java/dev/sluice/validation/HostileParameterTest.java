package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.validation.StyleTable.Row;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that no client writes in good faith, in every row of the table of styles. */
class HostileParameterTest {

    private static final long SEED = 6570;
    private static final int ROUNDS = 400;
    private static final String SECRET = "hunter2";
    private static final List<String> FRAGMENTS = List.of(
            "%",
            "%2",
            "%zz",
            "%ff",
            "%C0%AF",
            "%ED%A0%80",
            "%F5%80%80%80",
            "%E2%82",
            "%00",
            "\u0000",
            "é",
            "😀",
            "=",
            "&",
            ";",
            ",",
            ".",
            "|",
            "+",
            "%20",
            "%7C",
            "%2C",
            "%26",
            "[",
            "]",
            "[]",
            "[][",
            "][",
            "color",
            "color=",
            ";color=",
            "R",
            "R=",
            "1",
            "-",
            "1e999999999",
            "9".repeat(2000),
            "[".repeat(500),
            ",".repeat(500),
            ";".repeat(500),
            "{\"a\":",
            "null",
            "true",
            "\"",
            SECRET,
            "=" + SECRET,
            "color[" + SECRET + "]=1",
            "color[R]=" + SECRET);

    @Test
    void everyRowEndsInAValueOrAViolationThatTellsNothing() {
        List<Row> rows = StyleTable.rows();
        ContractPlan contract = StyleTable.contract(rows);
        Random random = new Random(SEED);
        int refused = 0;
        int accepted = 0;
        for (Row row : rows) {
            Match.Found found = (Match.Found) contract.routes().find("GET", row.requestPath());
            for (int i = 0; i < ROUNDS; i++) {
                Row hostile = row.with(text(random), "");
                Match.Found match =
                        row.in().equals("path") ? new Match.Found(found.operation(), List.of(hostile.wire())) : found;
                Problem problem = RowReader.judge(match, hostile, new Parameters(match.operation()));
                refused += problem == null ? 0 : 1;
                accepted += problem == null ? 1 : 0;
                if (problem != null) {
                    problem.violations().forEach(violation -> check(hostile, violation));
                }
            }
        }

        assertThat(refused).as("seed %d", SEED).isGreaterThan(1000);
        assertThat(accepted).as("seed %d", SEED).isGreaterThan(1000);
    }

    private static void check(Row row, Violation violation) {
        assertThat(violation.in()).as("seed %d, %s", SEED, row).hasToString(row.in());
        assertThat(violation.name()).isEqualTo("color");
        assertThat(violation.keyword()).isNotEmpty();
        assertThat(violation.schemaPointer())
                .startsWith("/paths/~1row" + row.number())
                .contains("/get/parameters/0/");
        assertThat(violation.message()).startsWith("expected ").doesNotContain(SECRET);
        assertThat(violation.pointer().length()).isLessThan(600);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(6); left > 0; left--) {
            text.append(FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%2", "a=%zz", "a=%ff", "a=%C0%AF", "a=%ED%A0%80", "a=%E2%82", "a=é", "a=\u0001"})
    void refusesWhatIsNoTextWhereverItStands(String query) {
        for (String schema : List.of("string", "array", "integer")) {
            String parameter = "{in: query, name: a, schema: {type: " + schema + "}}";

            assertThat(Contract.of(parameter).violations(query))
                    .as("%s as %s", query, schema)
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.keyword()).isEqualTo("style");
                        assertThat(violation.name()).isEqualTo("a");
                    });
        }
    }

    @Test
    void readsAHundredThousandPieces() {
        Contract contract = Contract.of(
                "{in: query, name: a, schema: {type: array, items: {type: string}, uniqueItems: true}}",
                "{in: query, name: deep, style: deepObject, explode: true, schema: {type: object, maxProperties: 9}}",
                "{in: query, name: b, schema: {type: array, items: {type: integer}}}",
                "{in: query, name: c, schema: {type: string}}");
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            deep.append("&deep[").append(i).append("]=1");
        }

        assertThat(violations(contract, "&a=".repeat(100_000))).containsExactly("a uniqueItems");
        assertThat(violations(contract, "&b=x".repeat(100_000)))
                .hasSize(Findings.LIMIT)
                .containsOnly("b type");
        assertThat(violations(contract, "&c=x".repeat(100_000))).containsExactly("c style");
        assertThat(violations(contract, "&d[x]=1".repeat(100_000))).isEmpty();
        assertThat(violations(contract, deep.toString())).containsExactly("deep maxProperties");
        assertThat(violations(contract, "&deep" + "[x]".repeat(100_000) + "=1")).containsExactly("deep style");
    }

    private static List<String> violations(Contract contract, String query) {
        return contract.violations(query).stream()
                .map(violation -> violation.name() + " " + violation.keyword())
                .toList();
    }
}
