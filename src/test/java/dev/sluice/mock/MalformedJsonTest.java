package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MalformedJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} | {\"a\":1,",
                "[1,[]] | [1,[],",
                "\"text\" | \"text,",
                "12 | ,2",
                "true | ,rue",
                "7 | ,",
                "{} | {,"
            })
    void putsACommaWhereNoneMayStand(String text, String malformed) {
        Buffer whole = Buffer.buffer(text);

        assertThat(MalformedJson.of(whole)).hasToString(malformed);
        assertThat(whole).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isNeverJsonAndAlwaysAsLong(long seed) {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            String text = value(random, 4) + "  \n".substring(random.nextInt(4));
            Buffer malformed = MalformedJson.of(Buffer.buffer(text));

            assertThat(malformed.length()).isEqualTo(Buffer.buffer(text).length());
            assertThatThrownBy(() -> Json.decodeValue(malformed)).as(text).isInstanceOf(RuntimeException.class);
        }
    }

    private static String value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> "" + random.nextInt();
            case 1 -> random.nextBoolean() ? "null" : "false";
            case 2 -> "" + random.nextDouble();
            case 3 -> Json.encode("\"}],ü".substring(random.nextInt(5)));
            case 4 ->
                random.nextBoolean() ? "[]" : "[" + value(random, depth - 1) + "," + value(random, depth - 1) + "]";
            default -> random.nextBoolean() ? "{}" : "{\"a}\":" + value(random, depth - 1) + "}";
        };
    }
}
