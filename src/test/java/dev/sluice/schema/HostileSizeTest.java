package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Large bodies made to cost much: every kind against every kind of schema. The verdict is right, both evaluators give
 * it, memory is at most a small multiple of the body, and four times the body costs about four times the work.
 */
class HostileSizeTest {

    private static final int SIZE = 400_000;
    /** Some for what has a fixed size. */
    private static final int FIXED = 200_000;

    private static final int MOST_PER_BYTE_JUDGED = 32;
    private static final int MOST_PER_BYTE_EXPLAINED = 100;

    /** @param text of about so many bytes */
    private record Body(String name, boolean strict, IntFunction<String> text) {

        byte[] bytes(int size) {
            return text.apply(size).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /** @param valid the names of the bodies that keep it */
    private record Rule(String name, String schema, List<String> valid) {}

    private static final List<Rule> RULES = List.of(
            new Rule("anything", "true", List.of("unknown members", "nulls", "objects", "string", "escapes", "flat")),
            new Rule(
                    "named members",
                    "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}},\"required\":[\"a\"]}",
                    List.of("unknown members", "flat")),
            new Rule("closed", "{\"type\":\"object\",\"additionalProperties\":false}", List.of()),
            new Rule("few items", "{\"maxItems\":3,\"maxProperties\":3,\"maxLength\":9}", List.of()),
            new Rule("short items", "{\"type\":\"array\",\"items\":{\"type\":\"string\",\"minLength\":1}}", List.of()),
            new Rule(
                    "alternatives",
                    "{\"oneOf\":[{\"type\":\"object\"},{\"type\":\"array\",\"items\":{\"type\":\"object\"}}]}",
                    List.of("unknown members", "objects", "flat")),
            new Rule(
                    "unique",
                    "{\"type\":[\"array\",\"object\"],\"uniqueItems\":true}",
                    List.of("unknown members", "flat")),
            new Rule("pattern", "{\"type\":\"string\",\"pattern\":\"^(x+x+)+y$\"}", List.of()),
            new Rule("evil names", "{\"propertyNames\":{\"pattern\":\"^(n|n)*z$\"},\"type\":\"object\"}", List.of()),
            new Rule(
                    "shared recursion",
                    "{\"type\":\"object\",\"allOf\":[{\"$ref\":\"#/$defs/d\"},{\"$ref\":\"#/$defs/e\"}],\"$defs\":{"
                            + "\"d\":{\"properties\":{\"a\":{\"$ref\":\"#\"}}},\"e\":{\"properties\":{\"a\":{\"$ref\":\"#\"}}}}}",
                    List.of()));

    private static List<Body> bodies(Random random) {
        String member = "\"" + (char) ('a' + random.nextInt(26)) + "%d\":1";
        return List.of(
                new Body("brackets", false, "["::repeat),
                new Body("braces", false, size -> "{\"a\":".repeat(size / 5)),
                new Body("unknown members", true, size -> many(size / 8, "{\"a\":1", ",\"n%d\":1", "}")),
                new Body("flat", true, size -> many(size / 9, "{\"a\":1", "," + member, "}")),
                new Body("escaped names", true, size -> many(size / 14, "{\"a\":1", ",\"\\u006e%d\":1", "}")),
                new Body("duplicate", false, size -> many(size / 9, "{\"a\":1", ",\"d%d\":1", ",\"d7\":1}")),
                new Body("nulls", true, size -> many(size / 5, "[null", ",null", "]")),
                new Body("objects", true, size -> many(size / 3, "[{}", ",{}", "]")),
                new Body("string", true, size -> '"' + "x".repeat(size) + '"'),
                new Body("escapes", true, size -> '"' + "\\u0078".repeat(size / 6) + '"'),
                new Body("bad UTF-8", false, size -> '"' + "x".repeat(size) + "\u00C0\u0080\""),
                new Body("number", false, size -> "9".repeat(size)),
                new Body("numbers", true, size -> many(size / 1_000, "[1", "," + "7".repeat(998), "]")));
    }

    private static String many(int count, String open, String item, String close) {
        StringBuilder text = new StringBuilder(open);
        for (int i = 1; i < count; i++) {
            text.append(item.replace("%d", Integer.toString(i)));
        }
        return text.append(close).toString();
    }

    @TestFactory
    List<DynamicTest> everyBodyBySchema() {
        long seed = Long.getLong("sluice.seed", 20_261_123);
        System.out.println("HostileSizeTest: -Dsluice.seed=" + seed);
        List<DynamicTest> tests = new ArrayList<>();
        for (Body body : bodies(new Random(seed))) {
            for (Rule rule : RULES) {
                tests.add(DynamicTest.dynamicTest(body.name + " by " + rule.name, () -> assertCheap(body, rule)));
            }
        }
        return tests;
    }

    private static void assertCheap(Body body, Rule rule) {
        Schema schema = Schemas.compile(rule.schema);
        byte[] small = body.bytes(SIZE);
        byte[] large = body.bytes(4 * SIZE);

        assertVerdict(schema, small, body, rule);
        long judged = Allocation.of(() -> schema.accepts(small, 0, small.length));
        long judgedLarge = Allocation.of(() -> schema.accepts(large, 0, large.length));
        long explained = Allocation.of(() -> schema.explain(small, 0, small.length, 100));
        long explainedLarge = Allocation.of(() -> schema.explain(large, 0, large.length, 100));

        // a tree that a schema asks for counts as an explanation does
        boolean tree = rule.schema.contains("oneOf") || rule.schema.contains("unique");
        assertThat(judged).isLessThan(FIXED + (tree ? MOST_PER_BYTE_EXPLAINED : MOST_PER_BYTE_JUDGED) * (long) SIZE);
        assertThat(explained).isLessThan(FIXED + MOST_PER_BYTE_EXPLAINED * (long) SIZE);
        assertThat(judgedLarge).isLessThan(FIXED + 6 * judged);
        assertThat(explainedLarge).isLessThan(FIXED + 6 * explained);
    }

    private static void assertVerdict(Schema schema, byte[] text, Body body, Rule rule) {
        boolean valid = schema.accepts(text, 0, text.length);
        List<SchemaViolation> violations = schema.explain(text, 0, text.length, 100);

        assertThat(valid).isEqualTo(violations.isEmpty());
        assertThat(violations).hasSizeLessThanOrEqualTo(100);
        if (!body.strict) {
            assertThat(valid).isFalse();
        } else if (!body.name.contains("number") && !body.name.contains("escape")) {
            assertThat(valid).isEqualTo(rule.valid.contains(body.name));
        }
    }
}
