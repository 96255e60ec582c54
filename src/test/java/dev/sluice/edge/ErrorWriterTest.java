package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorWriterTest {

    private static JsonObject written(Problem problem, String requestId) {
        return new JsonObject(new ErrorWriter()
                .write(ErrorDialect.PROBLEM_DETAILS, problem, requestId)
                .body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a\"b", "a\\b", "a\nb\u0000c", "é", "€", "𝄞", "</script>", "~ !"})
    void writesAnyTextAsJson(String text) {
        JsonObject error = written(Problem.of(ProblemType.BAD_REQUEST, text), text);

        assertThat(error.getString("detail")).isEqualTo(text);
        assertThat(error.getString("request_id")).isEqualTo(text);
    }

    @Test
    void leavesOutADetailThatThereIsNot() {
        JsonObject error = written(Problem.of(ProblemType.NO_SUCH_PATH), "id");

        assertThat(error.fieldNames()).containsExactly("type", "title", "status", "code", "request_id");
    }

    @Test
    void writesEveryViolationInOrder() {
        List<Violation> violations = List.of(
                new Violation(In.QUERY, "limit", "", "maximum", "/s", "expected \"less\"", null),
                new Violation(In.BODY, "", "/a~1b", "type", "/t", "expected more", null));

        JsonObject error = written(Problem.invalid(violations), "id");

        assertThat(error.getInteger("status")).isEqualTo(400);
        assertThat(error.getJsonArray("errors").stream().map(item -> ((JsonObject) item).getString("pointer")))
                .containsExactly("", "/a~1b");
        assertThat(error.getJsonArray("errors").getJsonObject(0).getMap())
                .containsAllEntriesOf(Map.of("in", "query", "name", "limit", "keyword", "maximum"));
    }

    @Test
    void leavesTheListOutWhereThereAreNone() {
        assertThat(written(Problem.of(ProblemType.FORBIDDEN), "id").fieldNames())
                .doesNotContain("errors");
    }
}
