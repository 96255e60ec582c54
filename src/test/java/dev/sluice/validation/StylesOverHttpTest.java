package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection.Answer;
import dev.sluice.validation.StyleTable.Row;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every row of the table of styles, from a socket to a backend. */
class StylesOverHttpTest {

    @Test
    void everyRowReachesTheBackend() throws Exception {
        List<Row> rows = StyleTable.rows();
        List<String> wrong = new ArrayList<>();
        try (EchoServer server = new EchoServer(StyleTable.contract(rows), UnknownParameters.ALLOW)) {
            for (Row row : rows) {
                String answered = answered(server, row);
                if (!answered.equals(row.expected())) {
                    wrong.add(row + " → " + answered);
                }
            }
        }

        assertThat(rows).hasSizeGreaterThan(140);
        assertThat(wrong).isEmpty();
    }

    private static String answered(EchoServer server, Row row) throws Exception {
        boolean head = row.in().equals("header") || row.in().equals("cookie");
        List<String> headers = head
                ? row.lines().stream()
                        .map(line -> row.headerName() + ": " + line)
                        .toList()
                : List.of();
        Answer answer = server.get(row.target(), headers);
        if (answer.status() == 200) {
            return answer.text();
        }
        JsonObject error = new JsonObject(answer.text()).getJsonArray("errors").getJsonObject(0);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(error.getString("in")).isEqualTo(row.in());
        return ("! " + error.getString("keyword") + " " + error.getString("pointer", "")).strip();
    }
}
