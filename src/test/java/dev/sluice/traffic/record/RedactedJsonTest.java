package dev.sluice.traffic.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A recorded body says what the body said, right or wrong, but for its secrets. */
class RedactedJsonTest {

    private static final long SEED = 20261123;
    private static final Secrets SECRETS = new Secrets.OfContracts(Set.of("hint")).find(null);

    private final List<String> redacted = new ArrayList<>();

    private String of(String json, boolean whole) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new String(RedactedJson.of(bytes, whole, SECRETS, "/b", redacted), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1, \"password\" : \"x\"}     | {\"a\":1, \"password\" : \"[redacted]\"}     | /b/password",
                "[{\"token\":[1,{\"a\":\"]\"}]},2]   | [{\"token\":\"[redacted]\"},2]               | /b/0/token",
                "{\"a\":{\"p~/in\":1,\"pin\":null}}  | {\"a\":{\"p~/in\":\"[redacted]\",\"pin\":\"[redacted]\"}} | /b/a/p~0~1in,/b/a/pin",
                "{\"hint\":-1.5e3}                   | {\"hint\":\"[redacted]\"}                    | /b/hint",
                "{\"p\\u0061ssword\":true}           | {\"p\\u0061ssword\":\"[redacted]\"}          | /b/password",
                "{\"x\":\"Bearer abc\",\"y\":\"bear\"} | {\"x\":\"[redacted]\",\"y\":\"bear\"}     | /b/x",
                "\"\\u0062earer abc\"                | \"[redacted]\"                               | /b",
            })
    void secretsAreLeftOutWhereverTheyStand(String json, String shown, String pointers) {
        assertThat(of(json, true)).isEqualTo(shown);
        assertThat(redacted).isEqualTo(List.of(pointers.split(",")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " [1 , 2 ]\n",
                "1e999999999",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\ud800\"}",
                "[true,false,null,\"\\\"\"]",
                "\"b\"",
            })
    void whatIsNoSecretStaysByteForByte(String json) {
        assertThat(of(json, true)).isEqualTo(json);
        assertThat(redacted).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hunter2",
                "{\"a\":hunter2}",
                "{\"a\":1} hunter2",
                "{\"a\" \"hunter2\"}",
                "{hunter2:1}",
                "[1,]hunter2",
                "[1 2,\"hunter2\"]",
                "{\"password\":hunter2}",
                "{\"password\":,\"a\":\"hunter2\"}",
                "{\"password\":\"hunter2}",
                "{\"password\":[\"hunter2\"}",
                "{\"a\":truehunter2}",
                "'hunter2'",
                "password=hunter2&a=b",
            })
    void whatCannotBeReadStaysUnreadableAndTellsNothing(String json) {
        assertThat(of(json, true)).doesNotContain("hunter2").endsWith("[redacted]");
        assertThat(isJson(of(json, true))).isFalse();
    }

    @Test
    void aTextThatWasCutIsKeptAsFarAsItIsSure() {
        String json = "{\"name\":\"lamp\",\"password\":\"hunter2\",\"n\":[1,22,\"three\"]}";
        for (int cut = 0; cut < json.length(); cut++) {
            String shown = of(json.substring(0, cut), false);
            assertThat(shown).doesNotContain("hu");
            assertThat(json).startsWith(shown.replace("[redacted]", "hunter2"));
        }
        assertThat(of(json.substring(0, 30), false)).isEqualTo("{\"name\":\"lamp\",\"password\":");
        assertThat(of(json.substring(0, 50), false))
                .isEqualTo("{\"name\":\"lamp\",\"password\":\"[redacted]\",\"n\":[1,22,");
    }

    @Test
    void depthIsBounded() {
        assertThat(of("[".repeat(200_000), true)).hasSize(300 + "[redacted]".length());
    }

    /** The same tree, but that the values of secrets are others. */
    @Test
    void redactedTextsAreTheSameTreesWithoutSecrets() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 3_000; i++) {
            Object value = value(random, 0);
            redacted.clear();
            int[] count = {0};
            Object expected = without(value, count);
            String shown = of(Json.encode(value), true);

            assertThat(Json.decodeValue(Buffer.buffer(shown))).isEqualTo(expected);
            assertThat(redacted).hasSize(count[0]);
        }
    }

    /** Whatever is done to a text, no secret comes out of it. */
    @Test
    void brokenTextsTellNoSecrets() {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder json = new StringBuilder(
                    "{\"a\":[1,{\"password\":\"hunter2\"}],\"b\":\"x\",\"secret\":{\"c\":\"hunter2\"}}");
            int at = random.nextInt(json.length());
            if (random.nextBoolean()) {
                json.setLength(at);
            } else {
                json.setCharAt(at, "{}[],:\"1x\\".charAt(random.nextInt(10)));
            }
            boolean named = json.indexOf("\"password\":") > 0 && json.indexOf("\"secret\":") > 0;
            String shown = of(json.toString(), random.nextBoolean());
            if (named && json.indexOf("\\") < 0) {
                assertThat(shown).describedAs(json.toString()).doesNotContain("hunter2");
            }
        }
    }

    private static boolean isJson(String text) {
        try {
            Json.decodeValue(text);
            return true;
        } catch (DecodeException e) {
            return false;
        }
    }

    private static @Nullable Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 4 ? 4 : 6)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean() ? "text \"" + random.nextInt() : "é\n\u2028";
            case 2 -> random.nextBoolean();
            case 3 -> null;
            case 4 -> {
                JsonArray array = new JsonArray();
                for (int i = random.nextInt(4); i > 0; i--) {
                    array.add(value(random, depth + 1));
                }
                yield array;
            }
            default -> {
                JsonObject object = new JsonObject();
                for (int i = random.nextInt(4); i > 0; i--) {
                    String[] names = {"a", "b", "password", "authToken", "x/y", "hint"};
                    object.put(names[random.nextInt(names.length)], value(random, depth + 1));
                }
                yield object;
            }
        };
    }

    private static @Nullable Object without(@Nullable Object value, int[] count) {
        if (value instanceof JsonArray array) {
            JsonArray items = new JsonArray();
            array.forEach(item -> items.add(without(item, count)));
            return items;
        }
        if (value instanceof JsonObject object) {
            JsonObject members = new JsonObject();
            object.forEach(member -> {
                boolean secret = Set.of("password", "authToken", "hint").contains(member.getKey());
                count[0] += secret ? 1 : 0;
                members.put(member.getKey(), secret ? "[redacted]" : without(member.getValue(), count));
            });
            return members;
        }
        return value;
    }
}
