package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import dev.sluice.support.Seed;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever stands in Prefer, Accept and the query: one well-formed answer, and the connection goes on. */
class HostilePreferencesTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: v}
            paths:
              /a:
                get:
                  responses:
                    "200":
                      description: d
                      content:
                        application/json: {examples: {one: {value: 1}, 'o,d"d': {value: 2}}, schema: {type: integer}}
                        text/*: {example: t}
                        '*/*': {example: {a: 1}}
                    4XX: {description: d, content: {application/problem+json: {schema: {type: object, properties: {title: {type: string}}}}}}
            """;

    private static final String[] PIECES = {
        "code",
        "=",
        "404",
        "200",
        ",",
        ";",
        "\"",
        "\\",
        " ",
        "\t",
        "example",
        "one",
        "o,d\\\"d",
        "dynamic",
        "true",
        "false",
        "seed",
        "-7",
        "9223372036854775808",
        "delay",
        "0",
        "q=",
        "0.5",
        "1.0001",
        "text/",
        "*",
        "/",
        "*/*",
        "application/json",
        "+json",
        "é",
        "\u0001",
        "x".repeat(300),
        "=\"\"",
        "a=b",
        ",,,",
        "__code",
        "%",
        "&",
        "\u0000"
    };

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static String header(Random random) {
        return noise(random).replaceAll("[\u0000\u0001]", "");
    }

    private static String query(Random random) {
        String[] names = {"__code", "__example", "__dynamic", "__seed", "__delay", "__", "__other"};
        String value = noise(random).replaceAll("[^A-Za-z0-9=&%*+,./_-]", "");
        return names[random.nextInt(names.length)] + "=" + value;
    }

    @Test
    void alwaysAnswersOnce() throws IOException {
        long seed = Seed.next();
        Random random = new Random(seed);
        try (MockServer mock = MockServer.of(CONTRACT);
                RawConnection client = mock.connect()) {
            for (int i = 0; i < 3000; i++) {
                String request =
                        "GET /a" + (random.nextBoolean() ? "" : "?" + query(random)) + " HTTP/1.1\r\nHost: a\r\n"
                                + "Prefer: " + header(random) + "\r\nAccept: " + header(random) + "\r\n"
                                + (random.nextInt(4) == 0 ? "Prefer: " + header(random) + "\r\n" : "") + "\r\n";

                Answer answer = client.send(request).read();

                assertThat(answer.status()).as("seed %d: %s", seed, request).isBetween(200, 499);
                assertThat(answer.header("Content-Type"))
                        .as("seed %d: %s", seed, request)
                        .doesNotContain("*");
            }
        }
    }
}
