package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlEncodedFormTest {

    private static final String TYPE = "application/x-www-form-urlencoded";
    private static final String CONTENT = """
            application/x-www-form-urlencoded:
              schema:
                type: object
                required: [id]
                properties:
                  id: {type: integer, minimum: 1}
                  name: {type: string, maxLength: 5}
                  flag: {allOf: [{type: boolean}]}
                  tags: {type: array, maxItems: 2, items: {type: integer}}
                  comma: {type: array, items: {type: integer}}
                  piped: {type: array, items: {type: string, minLength: 1}}
                  spaced: {type: array, items: {type: integer}}
                  address: {type: object, required: [city], properties: {city: {type: string}, zip: {type: integer}}}
                  json: {type: string}
                  lines: {type: array, items: {type: object, required: [n]}}
                  deep: {type: object, required: [a], properties: {a: {type: integer}, b: {type: boolean},
                    c: {type: object, properties: {d: {type: number}}}, list: {type: array, items: {type: integer}},
                    rows: {type: array, items: {type: object, properties: {q: {type: integer}}}}}}
                  point: {type: object, required: [x, y], properties: {x: {type: integer}, y: {type: integer}}}
                  server: {type: string, readOnly: true}
                additionalProperties: {type: integer}
              encoding:
                comma: {style: form, explode: false}
                piped: {style: pipeDelimited}
                spaced: {style: spaceDelimited}
                json: {contentType: application/json}
                deep: {style: deepObject}
                point: {style: form}
            """;

    private static final OperationPlan OPERATION = Operations.body("3.0.3", CONTENT);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id=1 | []",
                "id=1&name=a+b%2Bc | []",
                "id=1&name=a+b%2Bcd | [body /name maxLength]",
                "id=0&name=toolong | [body /id minimum, body /name maxLength]",
                "name=x | [body  required]",
                "id=x | [body /id type]",
                "id=1&id=2 | [body /id style]",
                "id=%zz | [body /id style]",
                "id=%ff&name=toolong | [body /id style, body /name maxLength]",
                "%zz=1&id=1 | [body  form]",
                "i%64=7 | []",
                "id=1&flag=true | []",
                "id=1&flag=1 | [body /flag type]",
                "id=1&tags=1&tags=2 | []",
                "id=1&tags=1 | []",
                "id=1&tags=x | [body /tags/0 type]",
                "id=1&tags=1&tags=2&tags=3 | [body /tags maxItems]",
                "id=1&comma=1,2,3 | []",
                "id=1&comma=1,x | [body /comma/1 type]",
                "id=1&piped=a%7Cb | []",
                "id=1&spaced=1%202+3 | []",
                "id=1&address=%7B%22city%22:%22x%22%7D | []",
                "id=1&address={\"city\":\"x\",\"zip\":\"1\"} | [body /address/zip type]",
                "id=1&address={} | [body /address required]",
                "id=1&address={\"city\":1,\"city\":1} | [body /address json]",
                "id=1&address=city,x | [body /address json]",
                "id=1&address={}&address={} | [body /address json]",
                "id=1&json=\"x\" | []",
                "id=1&json=x | [body /json json]",
                "id=1&json=7 | [body /json type]",
                "id=1&lines={\"n\":1}&lines={} | [body /lines/1 required]",
                "id=1&lines=[{\"n\":1},{}] | [body /lines/1 required]",
                "id=1&deep[a]=1&deep[b]=true | []",
                "id=1&deep%5Ba%5D=1 | []",
                "id=1&deep[b]=maybe | [body /deep/b type, body /deep required]",
                "id=1&deep[a]=1&deep[c][d]=2.5&deep[list][]=1&deep[list][]=2 | []",
                "id=1&deep[a]=1&deep[list][0]=1&deep[list][1]=x | [body /deep/list/1 type]",
                "id=1&deep[a]=1&deep[rows][0][q]=1&deep[rows][1][q]=y | [body /deep/rows/1/q type]",
                "id=1&deep[a]=1&deep[a][b]=2 | [body /deep style]",
                "id=1&deep[a]=1&deep[a]=2 | [body /deep style]",
                "id=1&deep[a=1 | [body /deep style]",
                "id=1&deep=1 | [body /deep style]",
                "id=1&x=1&y=2 | []",
                "id=1&x=1 | [body /point required]",
                "id=1&x=a&y=%zz | [body /point style]",
                "id=1&other=5 | []",
                "id=1&other=x | [body /other type]",
                "id=1&other[a]=1 | []",
                "id=1&other=1&other=2 | [body /other type]",
                "&&id=1&& | []",
                "= | [body / type, body  required]",
                "id | [body /id type]",
            })
    void judgesFields(String body, String expected) {
        assertThat(Operations.request(OPERATION, TYPE, body)).hasToString(expected);
    }

    @Test
    void readsRawBytesAsIfTheyWereEncoded() {
        assertThat(Operations.request(OPERATION, TYPE + ";charset=utf-8", "id=1&name=äöü y"))
                .isEmpty();
        assertThat(Operations.request(
                        OPERATION, TYPE, Buffer.buffer("id=1&name=ä".getBytes(StandardCharsets.ISO_8859_1))))
                .containsExactly("body /name style");
    }

    @Test
    void boundsTheNumberOfFields() {
        assertThat(Operations.request(OPERATION, TYPE, "id=1" + "&a=1".repeat(FormText.MOST_FIELDS)))
                .containsExactly("body  form");
        assertThat(Operations.request(OPERATION, TYPE, "&".repeat(100_000) + "id=1"))
                .isEmpty();
    }

    @Test
    void aFieldDeepInTheGroundIsRefused() {
        assertThat(Operations.request(OPERATION, TYPE, "id=1&deep" + "[a]".repeat(50_000) + "=1"))
                .containsExactly("body /deep style");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "id=1&id=2 | expected one value",
                "id=%zz | expected one well-encoded value in percent-encoded UTF-8",
                "id=1&comma=1&comma=2 | expected one value",
                "id=1&tags=1&tags=%zz | expected well-encoded values in percent-encoded UTF-8",
                "id=1&address={}&address={} | expected one value",
                "id=1&deep[a]=1&deep[a]=2 | expected name[member]=value in percent-encoded UTF-8, one value for each member",
                "id=1&deep=1 | expected name[member]=value in percent-encoded UTF-8, one value for each member",
            })
    void saysWhatIsMissed(String body, String expected) {
        assertThat(Operations.messages(OPERATION, TYPE, body)).containsExactly(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, []", "16, []", "17, [body /deep style]"})
    void membersAreAsDeepAsThoseOfParameters(int depth, String expected) {
        String brackets = "[z]".repeat(depth) + "=1";
        OperationPlan inQuery = Operations.operation("3.1.0", "get", """
                parameters:
                  - {name: deep, in: query, style: deepObject, explode: true, schema: {type: object}}
                """, "");

        assertThat(Operations.request(OPERATION, TYPE, "id=1&deep[a]=1&deep" + brackets))
                .hasToString(expected);
        assertThat(Operations.queryMessages(inQuery, "deep" + brackets)).hasSize(depth > 16 ? 1 : 0);
    }

    @Test
    void aMemberThatIsReadOnlyIsNotDemanded() {
        OperationPlan operation = Operations.body("3.1.0", """
                application/x-www-form-urlencoded:
                  schema: {type: object, required: [id, name], properties: {id: {type: integer, readOnly: true}, name: {}}}
                """);

        assertThat(Operations.request(operation, TYPE, "name=x")).isEmpty();
        assertThat(Operations.request(operation, TYPE, "id=1")).containsExactly("body  required");
    }

    @Test
    void survivesWhateverIsSent() {
        long seed = Long.getLong("sluice.seed", 20_261_124);
        System.out.println("UrlEncodedFormTest: -Dsluice.seed=" + seed);
        Random random = new Random(seed);
        String[] pieces = {
            "id",
            "deep",
            "[a]",
            "[",
            "]",
            "[]",
            "=",
            "&",
            "%",
            "%5B",
            "%ff",
            "+",
            "{",
            "}",
            "\"city\":",
            "point",
            "x",
            "1",
            "ä",
            "\u0000",
            ",",
            "tags",
            "[list]",
            "address",
            "lines",
            ";",
            "\r\n"
        };
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder body = new StringBuilder(random.nextBoolean() ? "id=1&" : "");
            for (int j = random.nextInt(14); j > 0; j--) {
                body.append(pieces[random.nextInt(pieces.length)]);
            }
            accepted += body.isEmpty()
                            || Operations.request(OPERATION, TYPE, body.toString())
                                    .isEmpty()
                    ? 1
                    : 0;
        }
        assertThat(accepted).isBetween(1_000, 19_000);
    }
}
