package dev.sluice.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Node;
import dev.sluice.document.Node.Mapping;
import dev.sluice.document.Node.Scalar;
import dev.sluice.document.Node.Sequence;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares an answer with a step's {@code expect}. A text between slashes is a pattern. */
final class Expectation {

    private final Mapping expect;
    private final Map<String, String> variables;

    Expectation(Mapping expect, Map<String, String> variables) {
        this.expect = expect;
        this.variables = variables;
    }

    void check(HttpResponse<String> answer) {
        String what = answer.statusCode() + " " + answer.body();
        for (String key : expect.members().keySet()) {
            Node wanted = expect.members().get(key);
            switch (key) {
                case "status" ->
                    assertThat(Integer.toString(answer.statusCode())).as(what).isEqualTo(((Scalar) wanted).text());
                case "headers" ->
                    ((Mapping) wanted)
                            .members()
                            .forEach((name, value) -> checkText(
                                    name,
                                    (Scalar) value,
                                    String.join(", ", answer.headers().allValues(name))));
                case "body" -> contains("", wanted, Json.decodeValue(answer.body()), false);
                case "exactly" -> contains("", wanted, Json.decodeValue(answer.body()), true);
                case "absent" ->
                    ((Sequence) wanted)
                            .items()
                            .forEach(pointer -> assertThat(JsonPointer.from(((Scalar) pointer).text())
                                            .queryJson(Json.decodeValue(answer.body())))
                                    .as(what)
                                    .isNull());
                case "text" -> assertThat(answer.body()).isEqualTo(((Scalar) wanted).text());
                default -> throw new AssertionError(expect.keyPlace(key) + ": unknown: " + key);
            }
        }
    }

    private void contains(String pointer, Node wanted, @Nullable Object found, boolean exactly) {
        if (wanted instanceof Mapping mapping) {
            if (!(found instanceof JsonObject object)) {
                throw new AssertionError(pointer + ": expected an object");
            }
            mapping.members()
                    .forEach((name, value) -> contains(pointer + "/" + name, value, object.getValue(name), exactly));
            if (exactly) {
                assertThat(object.fieldNames())
                        .as(pointer)
                        .isEqualTo(mapping.members().keySet());
            }
        } else if (wanted instanceof Sequence sequence) {
            if (!(found instanceof JsonArray items)) {
                throw new AssertionError(pointer + ": expected an array");
            }
            assertThat(items.size())
                    .as(pointer + ": " + items)
                    .isEqualTo(sequence.items().size());
            for (int i = 0; i < items.size(); i++) {
                contains(pointer + "/" + i, sequence.items().get(i), items.getValue(i), exactly);
            }
        } else {
            checkScalar(pointer, (Scalar) wanted, found);
        }
    }

    private void checkScalar(String pointer, Scalar wanted, @Nullable Object found) {
        if (found instanceof String text) {
            checkText(pointer, wanted, text);
        } else if (found instanceof Number number) {
            assertThat(new BigDecimal(number.toString()))
                    .as(pointer)
                    .isEqualByComparingTo(new BigDecimal(wanted.text()));
        } else {
            assertThat(found).as(pointer).isEqualTo(wanted.value());
        }
    }

    private void checkText(String place, Scalar wanted, String found) {
        String text = Variables.filled(wanted.text(), variables);
        if (text.length() > 1 && text.startsWith("/") && text.endsWith("/")) {
            assertThat(found).as(place).matches(text.substring(1, text.length() - 1));
        } else {
            assertThat(found).as(place).isEqualTo(text);
        }
    }
}
