package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartFormTest {

    private static final String NOISE = "\r\n-:b1;\"=, \u0000\u00ff{";
    private static final String TYPE = "multipart/form-data; boundary=\"b:1\"";
    private static final String CONTENT = """
            multipart/form-data:
              schema:
                type: object
                required: [id]
                properties:
                  id: {type: integer, minimum: 1}
                  text: {type: string, maxLength: 3}
                  meta: {type: object, required: [a], properties: {a: {type: integer}}}
                  tags: {type: array, maxItems: 2, items: {type: string, maxLength: 2}}
                  rows: {type: array, items: {type: object, required: [n]}}
                  file: {type: string, format: binary, minLength: 1, maxLength: 4}
                  files: {type: array, maxItems: 2, items: {type: string, format: binary, maxLength: 2}}
                  image: {type: string, format: binary}
                  json: {type: array, items: {type: integer}}
                additionalProperties: false
              encoding:
                image:
                  contentType: image/png, image/*+xml
                  headers: {X-Width: {required: true, schema: {type: integer}}, Content-Type: {required: true}}
                json: {contentType: application/json}
            """;

    private static final OperationPlan OPERATION = Operations.body("3.0.3", CONTENT);

    private static List<String> judge(String body) {
        return Operations.request(OPERATION, TYPE, body);
    }

    /** {@code name/head:content} for each part. */
    private static String form(String... parts) {
        StringBuilder body = new StringBuilder();
        for (String part : parts) {
            body.append("--b:1\r\nContent-Disposition: form-data; name=")
                    .append(part)
                    .append("\r\n");
        }
        return body + "--b:1--\r\n";
    }

    private static String part(String name, String content) {
        return '"' + name + "\"\r\n\r\n" + content;
    }

    private static String part(String name, String contentType, String content) {
        return '"' + name + "\"\r\nContent-Type: " + contentType + "\r\n\r\n" + content;
    }

    private static String file(String name, String contentType, String content) {
        return '"' + name + "\"; filename=\"x.bin\"\r\ncontent-type: " + contentType + "\r\n\r\n" + content;
    }

    private static final String ID = part("id", "1");

    @Test
    void judgesPartsAsMembers() {
        assertThat(judge(form(ID))).isEmpty();
        assertThat(judge(form(part("text", "abc")))).containsExactly("body  required");
        assertThat(judge(form(part("id", "0"), part("text", "abcd"))))
                .containsExactly("body /id minimum", "body /text maxLength");
        assertThat(judge(form(ID, part("text", "äöü")))).isEmpty();
        assertThat(judge(form(ID, part("text", "")))).isEmpty();
        assertThat(judge(form(ID, part("text", "text/plain;charset=us-ascii", "äöü"))))
                .containsExactly("body /text text");
        assertThat(judge(form(ID, part("text", "text/plain;charset=x-y", "a")))).containsExactly("body /text text");
        assertThat(judge(form(ID, part("text", "a\r\nb")))).containsExactly("body /text maxLength");
        assertThat(judge(form(ID, part("other", "1")))).containsExactly("body /other additionalProperties");
    }

    @Test
    void judgesJsonPartsByTheirSchema() {
        assertThat(judge(form(ID, part("meta", "application/json", "{\"a\":1}"))))
                .isEmpty();
        assertThat(judge(form(ID, part("meta", "{\"a\":1}")))).isEmpty();
        assertThat(judge(form(ID, part("meta", "application/json", "{\"a\":\"1\"}"))))
                .containsExactly("body /meta/a type");
        assertThat(judge(form(ID, part("meta", "application/json", "{}")))).containsExactly("body /meta required");
        assertThat(judge(form(ID, part("meta", "application/json", "{\"a\":1,}"))))
                .containsExactly("body /meta json");
        assertThat(judge(form(ID, part("meta", "text/plain", "{\"a\":1}")))).containsExactly("body /meta type");
        assertThat(judge(form(ID, part("json", "[1,2]")))).isEmpty();
        assertThat(judge(form(ID, part("json", "1"), part("json", "\"2\"")))).containsExactly("body /json/1 type");
    }

    @Test
    void repeatedNamesAreArrays() {
        assertThat(judge(form(ID, part("tags", "a")))).isEmpty();
        assertThat(judge(form(ID, part("tags", "a"), part("tags", "abc")))).containsExactly("body /tags/1 maxLength");
        assertThat(judge(form(part("tags", "a"), ID, part("tags", "b"), part("tags", "c"))))
                .containsExactly("body /tags maxItems");
        assertThat(judge(form(ID, ID))).containsExactly("body /id style");
        assertThat(judge(form(ID, part("rows", "{\"n\":1}"), part("rows", "{}"))))
                .containsExactly("body /rows/1 required");
        assertThat(judge(form(ID, part("rows", "application/json", "[{\"n\":1},{}]"))))
                .containsExactly("body /rows/1 required");
    }

    @Test
    void judgesBytesByTheirNumber() {
        assertThat(judge(form(ID, file("file", "application/octet-stream", "abcd"))))
                .isEmpty();
        assertThat(judge(form(ID, file("file", "application/json", "[1")))).isEmpty();
        assertThat(judge(form(ID, file("file", "image/png", "äöü")))).containsExactly("body /file maxLength");
        assertThat(judge(form(ID, part("file", "")))).containsExactly("body /file minLength");
        assertThat(judge(form(ID, file("files", "a/b", "1"), file("files", "a/b", "123"))))
                .containsExactly("body /files/1 maxLength");
    }

    @Test
    void judgesTheHeadersOfParts() {
        assertThat(judge(form(ID, file("image", "image/png\r\nX-Width: 5", "x"))))
                .isEmpty();
        assertThat(judge(form(ID, file("image", "IMAGE/svg+xml;a=b\r\nx-width: 5", "x"))))
                .isEmpty();
        assertThat(judge(form(ID, file("image", "image/gif", "x"))))
                .containsExactly("body /image contentType", "body X-Width/image required");
        assertThat(judge(form(ID, file("image", "image/png\r\nX-Width: wide", "x"))))
                .containsExactly("body X-Width/image type");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "form-data; name=id | []",
                "Form-Data; NAME=\"id\" | []",
                "form-data; name=\"i\\\"d\" | [body /i\"d additionalProperties, body  required]",
                "form-data; name=\"i%22d\" | [body /i\"d additionalProperties, body  required]",
                "form-data; filename=\"a;name=x\"; name=\"id\" | [body /id type]",
                "form-data; name=\"id\"; filename=\"C:\\dir\\a.txt\" | [body /id type]",
                "form-data; name=\"id\"; name=\"id\" | [body  multipart]",
                "form-data; name=\"id\" ; | []",
                "form-data; name=\"id\"; filename*=utf-8''a | [body /id type]",
                "form-data; name=\"id\"; name*=utf-8''evil | [body  multipart]",
                "form-data; name=\"id\"; NAME*=utf-8''evil; name*=utf-8''x | [body  multipart]",
                "form-data; name*=utf-8''id | [body  multipart]",
                "form-data; name*0=i; name*1=d | [body  multipart]",
                "form-data; name=\"id\"; name*0*=utf-8''evil | [body  multipart]",
                "form-data; name=\"id\"; name *=utf-8''evil | [body  multipart]",
                "form-data; name=\"id\"; x; name=evil | [body  multipart]",
                "form-data; name=\"id\" name=evil | [body  multipart]",
                "form-data; name=\"id\"; x | [body  multipart]",
                "form-data; name=\"id | [body  multipart]",
                "form-data | [body  multipart]",
                "attachment; name=id | [body  multipart]",
                "form-data; x=y | [body  multipart]",
            })
    void readsTheDisposition(String disposition, String expected) {
        assertThat(judge("--b:1\r\nContent-Disposition: " + disposition + "\r\n\r\n1\r\n--b:1--"))
                .hasToString(expected);
    }

    @Test
    void readsWhatTheGrammarAllows() {
        String part = "Content-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n";

        assertThat(judge("--b:1\r\n" + part + "--b:1--")).isEmpty();
        assertThat(judge("a preamble\r\n--b:1 \t\r\n" + part + "--b:1-- \t\r\n"))
                .isEmpty();
        assertThat(judge("--b:1\r\nX-Other: 1\r\nContent-Transfer-Encoding: BINARY\r\n" + part + "--b:1--"))
                .isEmpty();
        assertThat(judge("--b:1--")).containsExactly("body  required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "\r\n",
                "--b:1",
                "--b:1\r\n",
                "--b:1\r\n\r\n",
                "--b:1\r\n\r\n--b:1--",
                "--b:1\r\nHEAD\r\n1",
                "--b:1\r\nHEAD\r\n1\r\n--b:1",
                "--b:1\r\nHEAD\r\n1\r\n--b:1-",
                "--b:1\r\nHEAD\r\n1\r\n--b:1x--",
                "--b:1\r\nHEAD\r\n1\r\n--b:2--",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--junk",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--junk\r\n--b:1\r\nHEAD\r\n2\r\n--b:1--\r\n",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--\r\n--b:1\r\nHEAD\r\n2\r\n--b:1--\r\n",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--\r\nan epilogue",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--\r\n\r\n",
                "--b:1\r\nHEAD\r\n1\r\n--b:1--\n",
                "--b:1\r\nHEAD\r\n1\r\n--b:1-- \r",
                "x\n--b:1\nHEAD\n2\n--b:1--\r\n--b:1\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nHEAD\r\n1\n--b:1\r\nX: y\r\n\r\n2\r\n--b:1--",
                "--b:1\r\nHEAD\r\n1\r--b:1\r\nX: y\r\n\r\n2\r\n--b:1--",
                "--b:1\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nHEAD\r\n1\n--b:1--",
                "--b:2\r\nHEAD\r\n1\r\n--b:2--",
                "--b:1\r\nX-Folded: a\r\n b\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nX Y: a\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nX;: a\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\n: a\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nX: a\u0000\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nX: a\rb\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nX: a\r\nx: b\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nContent-Transfer-Encoding: base64\r\nHEAD\r\nMQ==\r\n--b:1--",
                "--b:1\r\nContent-Type: nonsense\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nContent-Type: text/plain; charset=utf-8; charset=utf-16\r\nHEAD\r\n1\r\n--b:1--",
                "--b:1\r\nContent-Disposition: form-data; name=id\r\nHEAD\r\n1\r\n--b:1--",
            })
    void refusesWhatIsNoMultipartBody(String body) {
        String head = "Content-Disposition: form-data; name=\"id\"\r\n";

        assertThat(judge(body.replace("HEAD", head))).containsExactly("body  multipart");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=\"a \"",
                "multipart/form-data; boundary=\"a\\\"b\"",
                "multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void refusesBoundariesThatAreNone(String contentType) {
        assertThat(Operations.request(OPERATION, contentType, "--a--")).containsExactly("body  multipart");
    }

    @Test
    void boundsPartsAndTheirHeads() {
        String[] parts = new String[MultipartReader.MOST_PARTS + 1];
        java.util.Arrays.fill(parts, part("tags", ""));

        assertThat(judge(form(parts))).containsExactly("body  multipart");
        assertThat(judge(form("id\r\nX-Long: " + "a".repeat(10_000) + "\r\n\r\n1")))
                .containsExactly("body  multipart");
        StringBuilder lines = new StringBuilder("id\r\n");
        for (int i = 0; i < 40; i++) {
            lines.append("X-").append(i).append(": 1\r\n");
        }
        assertThat(judge(form(lines + "\r\n1"))).containsExactly("body  multipart");
    }

    @Test
    void otherKindsOfMultipartPass() {
        OperationPlan mixed = Operations.body("3.1.0", "multipart/*: {schema: {type: object, required: [a]}}");

        assertThat(Operations.request(mixed, "multipart/mixed; boundary=x", "anything"))
                .isEmpty();
        assertThat(Operations.request(mixed, "multipart/form-data; boundary=x", "--x--"))
                .containsExactly("body  required");
    }

    @Test
    void survivesWhateverIsSent() {
        long seed = Long.getLong("sluice.seed", 20_261_125);
        System.out.println("MultipartFormTest: -Dsluice.seed=" + seed);
        Random random = new Random(seed);
        byte[] form = form(
                        ID,
                        part("meta", "application/json", "{\"a\":1}"),
                        file("file", "image/png", "ab"),
                        part("tags", "x"))
                .getBytes(StandardCharsets.UTF_8);
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] body = form.clone();
            int from = random.nextInt(body.length);
            int count = random.nextInt(4);
            for (int j = 0; j < count; j++) {
                body[random.nextInt(body.length)] = (byte) NOISE.charAt(random.nextInt(NOISE.length()));
            }
            Buffer sent = Buffer.buffer(body);
            if (random.nextInt(4) == 0) {
                int to = from + random.nextInt(body.length - from);
                sent = Buffer.buffer(body).getBuffer(0, from).appendBytes(body, to, body.length - to);
            }
            if (sent.length() > 0) {
                accepted += Operations.request(OPERATION, TYPE, sent).isEmpty() ? 1 : 0;
            }
        }
        assertThat(accepted).isBetween(1_000, 19_000);
    }
}
