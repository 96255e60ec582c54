package dev.sluice.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Runs of {@code validate} by a contract of a shop. */
abstract class ValidateRuns {

    static final String CONTRACT = """
            openapi: 3.0.3
            info: {title: shop, version: '1'}
            paths:
              /things/{id}:
                parameters:
                  - {name: id, in: path, required: true, schema: {type: integer}}
                get:
                  security: [{key: []}]
                  parameters:
                    - {name: limit, in: query, schema: {type: integer, maximum: 10}}
                  responses:
                    '200':
                      description: it
                      content: {application/json: {schema: {type: object, required: [name]}}}
                put:
                  requestBody:
                    content:
                      application/json:
                        schema:
                          properties:
                            sizes:
                              items: {type: integer}
                  responses: {'204': {description: done}}
            components:
              securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}
            """;

    static final String GOOD = "{\"request\":{\"method\":\"GET\",\"url\":\"/things/1\"},\"response\":{\"status\":200,"
            + "\"headers\":{\"content-type\":\"application/json\"},\"body\":\"{\\\"name\\\":1}\"}}\n";

    static final String BAD_QUERY = "{\"request\":{\"method\":\"GET\",\"url\":\"/things/1?limit=11\"}}\n";

    static final String BAD_BODY =
            "{\"request\":{\"method\":\"PUT\",\"url\":\"/things/1\",\"headers\":{\"content-type\":\"application/json\"},"
                    + "\"body\":\"{\\\"password\\\":\\\"hidden\\\",\\n\\\"sizes\\\":[1,\\\"x\\\",\\\"y\\\"]}\"}}\n";

    static final String ELSEWHERE = "{\"request\":{\"method\":\"GET\",\"url\":\"/other\"}}\n";

    static final String UNANSWERED =
            "{\"request\":{\"method\":\"GET\",\"url\":\"/things/1\"},\"response\":{\"status\":0}}\n";

    final Terminal terminal = new Terminal();

    Path folder = Path.of("");

    Path contract = Path.of("");

    @BeforeEach
    void writeContract(@TempDir Path files) throws IOException {
        folder = files;
        contract = Files.writeString(folder.resolve("shop.yaml"), CONTRACT);
    }

    Path traffic(String lines) throws IOException {
        return Files.writeString(folder.resolve("traffic.ndjson"), lines);
    }

    int validate(Path traffic, String... options) {
        return terminal.run(
                Stream.concat(Stream.of("validate", contract.toString(), traffic.toString()), Stream.of(options))
                        .toArray(String[]::new));
    }
}
