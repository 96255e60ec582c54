package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.support.Seed;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The items of sequential media types, one by one (OpenAPI 3.2, 4.14.3), held and while they come. */
class SequencesTest {

    private static final String ITEM = "{type: object, required: [n], properties: {n: {type: integer, maximum: 9}}}";

    private static final String EVENT = "{type: object, required: [data], additionalProperties: false, properties: {"
            + "data: {type: string, maxLength: 8}, event: {enum: [a, b]}, id: {type: string, pattern: '^[0-9]+$'},"
            + " retry: {type: integer, maximum: 5000}}}";

    private static OperationPlan operation(String contentType, String members) {
        String content = "'" + contentType + "': {" + members + "}\n";
        return Operations.operation(
                "3.2.0",
                "put",
                "requestBody:\n  content:\n" + content.indent(4)
                        + "responses:\n  '200':\n    description: d\n    content:\n" + content.indent(6),
                "");
    }

    private static List<String> words(List<Violation> violations) {
        return violations.stream()
                .map(found -> found.pointer() + " " + found.keyword() + " " + found.message())
                .toList();
    }

    private static List<String> held(OperationPlan operation, String contentType, byte[] body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("content-type", contentType);
        return words(new ResponseValidator()
                .judge(operation, 200, headers, Buffer.buffer(body), 0)
                .violations());
    }

    private static List<String> passing(
            OperationPlan operation, String contentType, byte[] body, Random random, int most) {
        PassingContent judge = Objects.requireNonNull(new ResponseValidator().passing(operation, 200, contentType));
        List<Violation> violations = new ArrayList<>();
        for (int at = 0; at < body.length; ) {
            int to = Math.min(body.length, at + 1 + random.nextInt(most));
            judge.feed(Buffer.buffer(body).slice(at, to));
            violations.addAll(judge.found());
            at = to;
        }
        List<Violation> rest = judge.finish();
        assertThat(rest).isNotNull();
        violations.addAll(Objects.requireNonNull(rest));
        return words(violations);
    }

    private static List<String> held(String contentType, String members, String body) {
        return held(operation(contentType, members), contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Short words for the control characters that end lines and items. */
    private static String unquoted(String text) {
        return text.replace("↵", "\n")
                .replace("⏎", "\r")
                .replace("␞", "\u001e")
                .replace("␀", "\0")
                .replace("▲", "\ufeff");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/jsonl | {\"n\":1}↵{\"n\":2}↵ | []",
                "application/jsonl | {\"n\":1}↵{\"n\":2} | []",
                "application/jsonl | ↵⏎↵{\"n\":1}⏎↵  ↵ | []",
                "application/jsonl | `` | []",
                "application/jsonl | {\"n\":1}↵{}↵{\"n\":10} | [/1 required, /2/n maximum]",
                "application/jsonl | {\"n\":1},↵{\"n\":2}↵ | [/0 json]",
                "application/jsonl | {\"n\":1}{\"n\":2}↵{\"n\":3}↵ | [/0 json]",
                "application/jsonl | [{\"n\":1},↵{\"n\":2}]↵ | [/0 json, /1 json]",
                "application/jsonl | {↵\"n\":1}↵ | [/0 json, /1 json]",
                "application/jsonl | {\"n\":1,\"n\":2}↵ | [/0 json]",
                "application/jsonl | ▲{\"n\":1}↵ | [/0 json]",
                "application/x-ndjson | 1↵{\"n\":\"1\"}↵ | [/0 type, /1/n type]",
                "application/ndjson; charset=utf-8 | {}↵ | [/0 required]",
                "application/json-lines | {}↵ | [/0 required]",
                "application/json-seq | ␞{\"n\":1}↵␞{\"n\":2}↵ | []",
                "application/json-seq | ␞␞{\"n\":↵1}↵␞↵ | []",
                "application/json-seq | ␞{\"n\":1}␞{\"n\":2} | []",
                "application/json-seq | ␞{}↵␞{\"n\":11}↵ | [/0 required, /1/n maximum]",
                "application/json-seq | {\"n\":1}↵ | [/0 json]",
                "application/json-seq | ␞1↵␞1 | [/0 type, /1 json]",
                "application/json-seq | ␞{\"n\":1↵␞{\"n\":2}↵ | [/0 json]",
                "application/geo+json-seq | ␞{}↵ | [/0 required]",
            })
    void eachItemIsJudgedByItself(String contentType, String body, String expected) {
        List<String> found = held(contentType, "itemSchema: " + ITEM, unquoted(body)).stream()
                .map(words -> words.substring(0, words.indexOf(' ', words.indexOf(' ') + 1)))
                .toList();

        assertThat(found).hasToString(expected);
    }

    /** HTML, 9.2.6: the examples of its text among them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "data: 1↵↵ | []",
                "▲data: 1⏎⏎data: 2⏎↵⏎↵ | []",
                ": a comment↵event: b↵data: x↵data: y↵retry: 5↵id: 1↵↵ | []",
                "data↵↵data↵data↵↵data: | []",
                "id: x↵retry: 9000↵↵event: c↵↵ | []",
                "other: 1↵data: 1↵data:234567↵↵ | []",
                "data: 12345678↵data:↵↵ | [/0/data maxLength]",
                "data: 1↵event: c↵↵data: 2↵id: x↵↵data: 3↵retry: 0005001↵↵ | [/0/event enum, /1/id pattern, /2/retry maximum]",
                "data: 1↵event: c↵event: a↵retry: soon↵retry: 1e9↵id: x␀↵↵ | []",
                "data: 123456789↵ | []",
                "data: 123456789↵↵ | [/0/data maxLength]",
                "data: \"\\↵↵data: \u00fc\ud83d\ude00↵↵ | []",
                "data: 1↵event:  a↵↵ | [/0/event enum]",
                "data: 1↵↵DATA: 123456789↵↵data :123456789↵↵ | []",
            })
    void eventsAreObjectsOfTheFieldsThatAreDispatched(String body, String expected) {
        List<String> found = held("text/event-stream", "itemSchema: " + EVENT, unquoted(body)).stream()
                .map(words -> words.substring(0, words.indexOf(' ', words.indexOf(' ') + 1)))
                .toList();

        assertThat(found).hasToString(expected);
    }

    @Test
    void textThatIsNotInUtf8IsAViolationOfItsEvent() {
        OperationPlan operation = operation("text/event-stream", "itemSchema: " + EVENT);
        byte[] body = "data: 1\n\ndata: \u00e9\n\ndata: 123456789\n\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(held(operation, "text/event-stream", body))
                .containsExactly(
                        "/1 text expected well-formed text in UTF-8",
                        "/2/data maxLength expected at most 8 characters");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "schema: {maxItems: 1} | [' maxItems expected at most 1 items']",
                "schema: {prefixItems: [{type: string}]} | ['/0 type expected string']",
                "schema: {items: {required: [x]}} | ['/0 required expected a member \"x\"', '/1 required expected a member \"x\"']",
                "itemSchema: {required: [n]}, schema: {type: array, minItems: 3} | [' minItems expected at least 3 items']",
                "itemSchema: {required: [m]}, schema: {minItems: 2} | ['/0 required expected a member \"m\"', '/1 required expected a member \"m\"']",
                "schema: {type: array, uniqueItems: true} | []",
            })
    void aSchemaJudgesTheArrayOfAllItems(String members, String expected) {
        List<String> found = held("application/jsonl", members, "{\"n\":1}\n{\"n\":2}\n");

        assertThat(found.stream().map(words -> "'" + words + "'").toList()).hasToString(expected);
    }

    @Test
    void noArrayIsMadeOfWhatIsNoItem() {
        assertThat(held("application/jsonl", "schema: {maxItems: 1}", "1\n2,3\n4\n"))
                .singleElement()
                .asString()
                .startsWith("/1 json ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'*/*'", "'application/*'"})
    void aRangeHoldsForTheSequencesInIt(String range) {
        OperationPlan operation =
                Operations.body("3.2.0", range + ": {itemSchema: {type: integer}, schema: {type: object}}\n");

        assertThat(Operations.request(operation, "application/jsonl", "1\nx\n")).hasSize(1);
        assertThat(Operations.request(operation, "application/json", "{}")).isEmpty();
        assertThat(Operations.request(operation, "application/json", "1")).hasSize(1);
    }

    @Test
    void anotherCharsetIsRefused() {
        OperationPlan operation = operation("application/jsonl", "itemSchema: {}");

        Problem problem = new RequestValidator()
                .media(operation, Requests.message(null, "Content-Type", "application/jsonl; charset=latin1"), true);

        assertThat(problem).isNotNull();
        assertThat(Objects.requireNonNull(problem).detail()).isEqualTo("expected: a sequence in UTF-8");
    }

    /** However the bytes come, the same is found; of violations there are no more than a hundred. */
    @ParameterizedTest
    @ValueSource(strings = {"application/jsonl", "application/json-seq", "text/event-stream"})
    void whatComesInPiecesIsJudgedAsWhatIsHeld(String contentType) {
        OperationPlan operation = operation(
                contentType,
                "itemSchema: " + (contentType.startsWith("text") ? EVENT : ITEM) + ", schema: {maxItems: 6}");
        long seed = Seed.next();
        System.out.println("seed: " + seed);
        for (int round = 0; round < 400; round++) {
            Random random = new Random(seed + round);
            byte[] body = body(contentType, random);

            assertThat(passing(operation, contentType, body, random, 1 + random.nextInt(40)))
                    .as("seed %d, round %d: %s", seed, round, new String(body, StandardCharsets.UTF_8))
                    .isEqualTo(held(operation, contentType, body));
        }
    }

    private static byte[] body(String contentType, Random random) {
        StringBuilder text = new StringBuilder();
        String[] ends = {"\n", "\r\n", "\r"};
        for (int i = random.nextInt(12); i > 0; i--) {
            String json = new String[] {
                        "{\"n\":1}", "{\"n\":10}", "{}", "3", "{\"n\":", "[1,2]", "", "\u00fc", "\"\u001f\""
                    }
                    [random.nextInt(9)];
            switch (contentType) {
                case "application/jsonl" -> text.append(json).append(ends[random.nextInt(2)]);
                case "application/json-seq" ->
                    text.append(random.nextInt(9) == 0 ? "" : "\u001e")
                            .append(json)
                            .append(ends[random.nextInt(3)]);
                default -> {
                    String end = ends[random.nextInt(3)];
                    String[] lines = {
                        "data: 1",
                        "data:23456789",
                        "event: a",
                        "event: c",
                        "id: 7",
                        "id",
                        "retry: 1",
                        "retry: 6000",
                        ": c",
                        "x: 1",
                        ""
                    };
                    for (int j = random.nextInt(5); j > 0; j--) {
                        text.append(lines[random.nextInt(lines.length)]).append(end);
                    }
                    text.append(end);
                }
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anItemThatIsLargerThanWhatIsHeldIsJudgedInParts() {
        OperationPlan operation = operation("application/jsonl", "itemSchema: {type: array, items: {type: integer}}");
        byte[] body = ("[1]\n[" + "1,".repeat(200_000) + "\"x\"]\n[true]\n").getBytes(StandardCharsets.UTF_8);

        assertThat(passing(operation, "application/jsonl", body, new Random(1), 9_000))
                .containsExactly("/1/200000 type expected integer", "/2/0 type expected integer")
                .isEqualTo(held(operation, "application/jsonl", body));
    }

    @Test
    void whatCannotBeJudgedInPartsIsToldToBeTooLarge() {
        String item = "\"" + "x".repeat(200_000) + "\"";
        for (String[] each : new String[][] {
            {"application/jsonl", "itemSchema: {pattern: '^x*$'}", item + "\n"},
            {"application/jsonl", "schema: {uniqueItems: true}", item + "\n" + item + "\n"},
            {"text/event-stream", "itemSchema: {}", "data: " + item + "\n\n"},
            {"text/event-stream", "itemSchema: {}", "data: x\n".repeat(200_000) + "\n"},
        }) {
            PassingContent judge =
                    Objects.requireNonNull(new ResponseValidator().passing(operation(each[0], each[1]), 200, each[0]));
            for (int at = 0; at < each[2].length(); at += 5_000) {
                judge.feed(Buffer.buffer(each[2].substring(at, Math.min(each[2].length(), at + 5_000))));
            }

            assertThat(judge.finish()).as(each[1]).isNull();
        }
    }

    @Test
    void aCommentOfAnyLengthIsNobodysBusiness() {
        OperationPlan operation = operation("text/event-stream", "itemSchema: " + EVENT);
        byte[] body = (": " + "x".repeat(500_000) + "\ndata: 123456789\n\n").getBytes(StandardCharsets.UTF_8);

        assertThat(passing(operation, "text/event-stream", body, new Random(1), 9_000))
                .containsExactly("/0/data maxLength expected at most 8 characters");
    }

    @Test
    void manyViolationsAreCapped() {
        assertThat(held("application/jsonl", "itemSchema: {type: object}", "1\n".repeat(100_000)))
                .hasSize(100);
    }

    @Test
    void aRequestThatIsTooLargeToBeHeldEndsWithItsFirstWrongItem() {
        OperationPlan operation = operation("application/jsonl", "itemSchema: " + ITEM);
        BodyStream stream = Objects.requireNonNull(
                new RequestValidator().stream(operation, Requests.message(null, "Content-Type", "application/jsonl")));

        assertThat(stream.feed(Buffer.buffer("{\"n\":1}\n{\"n\""))).isTrue();
        assertThat(stream.feed(Buffer.buffer(":11}\n{\"n\""))).isFalse();
        Problem problem = stream.finish();

        assertThat(words(Objects.requireNonNull(problem).violations()))
                .containsExactly("/1/n maximum expected a number of at most 9");
    }
}
