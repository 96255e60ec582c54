package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.schema.StreamingJudge.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamingJudgeTest {

    private static final int SCHEMAS = 3_000;
    private static final int VALUES = 12;

    private static Random seeded() {
        long seed = Long.getLong("sluice.seed", 20_261_124);
        System.out.println("StreamingJudgeTest: -Dsluice.seed=" + seed);
        return new Random(seed);
    }

    private static StreamingJudge judged(Schema schema, byte[] json, int hold, Random random) {
        StreamingJudge judge = ((CompiledSchema) schema).judge(hold, 100);
        int p = 0;
        while (p < json.length) {
            int next = Math.min(json.length, p + 1 + random.nextInt(3 * hold));
            judge.feed(json, p, next);
            p = next;
        }
        judge.finish();
        return judge;
    }

    @Test
    void agreesWithTheOthersHoweverTheTextIsCut() {
        Random random = seeded();
        RandomJson json = new RandomJson(random);
        int decided = 0;
        int accepted = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String document = json.document();
            Schema schema = Schemas.compile(document);
            for (int j = 0; j < VALUES; j++) {
                String value = json.value(4);
                byte[] bytes = Schemas.bytes(value);
                StreamingJudge judge = judged(schema, bytes, 4 + random.nextInt(40), random);
                if (judge.finish() != Verdict.TOO_LARGE) {
                    decided++;
                    accepted += judge.finish() == Verdict.ACCEPTED ? 1 : 0;
                    assertAgreement(schema, bytes, judge, value + " by " + document);
                }
            }
        }
        assertThat(decided).isGreaterThan(SCHEMAS * VALUES / 2);
        assertThat(accepted).isBetween(decided / 10, decided * 9 / 10);
    }

    private static void assertAgreement(Schema schema, byte[] bytes, StreamingJudge judge, String what) {
        assertThat(judge.finish() == Verdict.ACCEPTED).as(what).isEqualTo(schema.accepts(bytes, 0, bytes.length));
        assertThat(judge.violations().isEmpty()).as(what).isEqualTo(judge.finish() == Verdict.ACCEPTED);
        assertThat(schema.explain(bytes, 0, bytes.length, 100))
                .as(what)
                .extracting(StreamingJudgeTest::found)
                .containsAll(judge.violations().stream()
                        .map(StreamingJudgeTest::found)
                        .toList());
    }

    /** That no alternative fits is known at the end of an array or object, by its type already at the beginning. */
    private static SchemaViolation found(SchemaViolation violation) {
        return !violation.keyword().endsWith("Of")
                ? violation
                : new SchemaViolation(
                        violation.pointer(),
                        violation.keyword(),
                        violation.schemaPointer(),
                        violation.message(),
                        null,
                        0);
    }

    @Test
    void agreesOnBrokenText() {
        Random random = seeded();
        RandomJson json = new RandomJson(random);
        int decided = 0;
        for (int i = 0; i < SCHEMAS; i++) {
            String document = json.document();
            Schema schema = Schemas.compile(document);
            for (int j = 0; j < VALUES; j++) {
                byte[] bytes = json.broken(Schemas.bytes(json.value(4)));
                StreamingJudge judge = judged(schema, bytes, 4 + random.nextInt(40), random);
                decided += judge.finish() == Verdict.TOO_LARGE ? 0 : 1;
                boolean valid = schema.accepts(bytes, 0, bytes.length);
                assertThat(judge.finish())
                        .as("%s by %s", new String(bytes, StandardCharsets.ISO_8859_1), document)
                        .isIn(Verdict.TOO_LARGE, valid ? Verdict.ACCEPTED : Verdict.REFUSED);
                assertThat(judge.violations().isEmpty()).isEqualTo(judge.finish() != Verdict.REFUSED);
            }
        }
        assertThat(decided).isGreaterThan(SCHEMAS * VALUES / 2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'list':{'items':{'type':'integer'}}}} | {'list':[1,2,3,4,5,6,7,8,9,10,'x',12]} | 30 /list/10 type",
                "{'properties':{'list':{'maxItems':9}}} | {'list':[1,2,3,4,5,6,7,8,9,10,11,12]} | 27 /list maxItems",
                "{'properties':{'a':{'type':'array'}},'required':['z']} | {'a':[1,2,3,4,5,6,7,8,9,10,11,12]} | 33  required",
                "{'properties':{'a':{'type':'string'}}} | {'a':[1,2,3,4,5,6,7,8,9,10,11,12,13]} | 5 /a type",
                "{'properties':{'b':{}},'additionalProperties':false} | {'a':[1,2,3,4,5,6,7,8,9,10,11,12,13]} | 5 /a additionalProperties",
                "{'items':{'minLength':40}} | [1,'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',2] | 3 /1 minLength",
                "{'type':'array','minItems':9} | [111111111,222222222,333333333] | 30  minItems",
            })
    void namesTheFirstViolations(String schema, String json, String expected) {
        byte[] bytes = Schemas.bytes(json.replace('\'', '"'));
        Schema compiled = Schemas.compile(schema.replace('\'', '"'));

        StreamingJudge judge = judged(compiled, bytes, 8, new Random(1));

        assertThat(judge.finish()).isEqualTo(Verdict.REFUSED);
        SchemaViolation first = judge.violations().get(0);
        assertThat(first.position() + " " + first.pointer() + " " + first.keyword())
                .isEqualTo(expected);
    }

    @Test
    void saysWhenAPartIsTooLargeForItsKeywords() {
        Schema unique = Schemas.compile("{\"properties\":{\"a\":{\"uniqueItems\":true},\"b\":{\"pattern\":\"^x\"}}}");
        Schema alternatives = Schemas.compile("{\"anyOf\":[{\"minItems\":1},{\"type\":\"object\"}]}");
        byte[] numbers = Schemas.bytes("{\"a\":[" + "1,".repeat(90) + "2]}");
        byte[] text = Schemas.bytes("{\"b\":\"" + "x".repeat(90) + "\"}");
        Random random = seeded();

        assertThat(unique.isStreamable()).isTrue();
        assertThat(alternatives.isStreamable()).isFalse();
        assertThat(judged(unique, numbers, 16, random).finish()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(judged(unique, text, 16, random).finish()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(judged(alternatives, numbers, 16, random).finish()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(judged(alternatives, numbers, 400, random).finish()).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void judgesTwoHundredMegabytesInBoundedMemory() {
        Schema schema =
                Schemas.compile("{\"properties\":{\"rows\":{\"items\":{\"type\":\"object\",\"required\":[\"id\"],"
                        + "\"properties\":{\"id\":{\"type\":\"integer\",\"minimum\":1},\"name\":{\"maxLength\":30}}}},"
                        + "\"text\":{\"maxLength\":100000000}}}");
        byte[] rows = Schemas.bytes("{\"id\":7,\"name\":\"Grüße an alle\"},".repeat(2_000));
        byte[] letters = Schemas.bytes("ein Löffel\\n".repeat(5_000));

        long allocated = Allocation.of(() -> assertThat(judgedLarge(schema, rows, letters, 100_000_000, "]}"))
                .isEqualTo(Verdict.ACCEPTED));

        assertThat(allocated).isLessThan(3_000_000);
        assertThat(judgedLarge(schema, rows, letters, 1_000_000, "]")).isEqualTo(Verdict.REFUSED);
    }

    private static Verdict judgedLarge(Schema schema, byte[] rows, byte[] letters, int size, String end) {
        StreamingJudge judge = schema.stream(65_536, 10);
        feed(judge, "{\"text\":\"");
        for (int fed = 0; fed < size; fed += letters.length) {
            judge.feed(letters, 0, letters.length);
        }
        feed(judge, "\",\"rows\":[");
        for (int fed = 0; fed < size; fed += rows.length) {
            judge.feed(rows, 0, rows.length);
        }
        feed(judge, "{\"id\":1}" + end);
        return judge.finish();
    }

    private static void feed(StreamingJudge judge, String text) {
        byte[] bytes = Schemas.bytes(text);
        judge.feed(bytes, 0, bytes.length);
    }

    @Test
    void boundsTheDepthAndTheNames() {
        Schema any = Schemas.compile("true");
        StreamingJudge deep = any.stream(4_096, 10);
        byte[] brackets = Schemas.bytes("[".repeat(10_000));
        StreamingJudge wide = any.stream(4_096, 10);
        feed(wide, "{\"\":0");
        for (int i = 0; i < 80_000; i++) {
            feed(wide, ",\"n" + i + "\":0");
        }

        assertThat(wide.finish()).isEqualTo(Verdict.TOO_LARGE);
        assertThat(deep.feed(brackets, 0, brackets.length)).isEqualTo(Verdict.REFUSED);
        assertThat(deep.violations()).extracting(SchemaViolation::keyword).containsExactly("json");
    }

    @Test
    void refusesASillyHold() {
        Schema any = Schemas.compile("true");

        assertThatThrownBy(() -> any.stream(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
