package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.support.RawConnection.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every row of {@code swagger/messages.txt}, from a socket to a backend. */
class SwaggerOverHttpTest {

    private static final String SHARED = """
            parameters:
              Page: {name: page, in: query, type: integer, minimum: 1}
              Pet: {name: pet, in: body, schema: {$ref: '#/definitions/Pet'}}
            definitions:
              Pet: {type: object, discriminator: kind, required: [kind], properties: {kind: {type: string}}}
              Dog: {allOf: [{$ref: '#/definitions/Pet'}, {type: object, properties: {bark: {type: boolean}}}]}
              Wolf:
                x-ms-discriminator-value: wolf
                allOf: [{$ref: '#/definitions/Pet'}, {type: object, properties: {howl: {type: integer}}}]
            """;

    /** @param operation its members, in YAML */
    private record Row(int number, String operation, String request, String expected) {

        String method() {
            return request.split(" ", 2)[0];
        }

        private String head() {
            return request.split(" /// ", 2)[0];
        }

        String body() {
            String[] parts = request.split(" /// ", 2);
            return parts.length == 1 ? "" : parts[1].replace("\\r\\n", "\r\n");
        }

        List<String> headers() {
            List<String> parts = List.of(head().split(" // ", -1));
            return parts.subList(1, parts.size()).stream()
                    .map(header -> header.replace("\\t", "\t"))
                    .toList();
        }

        String target() {
            String[] words = head().split(" // ", 2)[0].split(" ", 2);
            return "/v1/row" + number + (words.length == 1 ? "" : words[1]);
        }

        String item() {
            return "  /row" + number + (operation.contains("in: path") ? "/{p}" : "") + ": {"
                    + method().toLowerCase(java.util.Locale.ROOT) + ": {" + operation
                    + ", responses: {200: {description: ok}}}}\n";
        }

        @Override
        public String toString() {
            return operation + " | " + request + " | " + expected;
        }
    }

    @Test
    void everyRowIsJudgedAsItsDocumentSays() throws Exception {
        List<Row> rows = rows();
        List<String> wrong = new ArrayList<>();
        try (EchoServer server = new EchoServer(contract(rows), UnknownParameters.REFUSE)) {
            for (Row row : rows) {
                String answered = answered(server.send(row.method(), row.target(), row.headers(), row.body()));
                if (!answered.equals(row.expected())) {
                    wrong.add(row + " → " + answered);
                }
            }
        }

        assertThat(wrong).isEmpty();
        assertThat(rows).hasSizeGreaterThan(50);
    }

    private static String answered(Answer answer) {
        if (answer.status() == 200) {
            return answer.text().isEmpty() ? "ok" : answer.text().replace('\n', ' ');
        }
        JsonArray errors = new JsonObject(answer.text()).getJsonArray("errors", new JsonArray());
        if (errors.isEmpty()) {
            return "! " + answer.status();
        }
        JsonObject error = errors.getJsonObject(0);
        return ("! " + answer.status() + " " + error.getString("in") + " " + error.getString("keyword") + " "
                        + error.getString("pointer", ""))
                .strip();
    }

    private static ContractPlan contract(List<Row> rows) throws DocumentException {
        String text = "swagger: '2.0'\nbasePath: /v1\nconsumes: [application/json]\npaths:\n"
                + rows.stream().map(Row::item).collect(Collectors.joining()) + SHARED;
        return Contracts.parse("swagger.yaml", text);
    }

    private static List<Row> rows() throws IOException {
        try (InputStream file = SwaggerOverHttpTest.class.getResourceAsStream("/swagger/messages.txt")) {
            List<Row> rows = new ArrayList<>();
            for (String line : new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList()) {
                int first = line.indexOf(" | ");
                int last = line.lastIndexOf(" | ");
                rows.add(new Row(
                        rows.size(),
                        line.substring(0, first),
                        line.substring(first + 3, last),
                        line.substring(last + 3)));
            }
            return rows;
        }
    }
}
