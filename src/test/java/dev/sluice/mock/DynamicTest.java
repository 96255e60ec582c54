package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Generated answers that vary, and those of one seed. */
class DynamicTest {

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: t, version: v}
            paths:
              /number: {get: {responses: {"200": {description: d, content: {application/json: {example: 0, schema: {type: integer, minimum: 1, maximum: 1000000000}}}}}}}
              /xml: {get: {responses: {"200": {description: d, content: {application/xml: {example: <a/>}}}}}}
            """;

    private static final MockServer MOCK = MockServer.of(CONTRACT);

    @AfterAll
    static void close() {
        MOCK.close();
    }

    @Test
    void variesWhereItIsAskedTo() {
        Set<String> texts = new HashSet<>();

        Eventually.holds(() -> {
            texts.add(varied());
            return texts.size() > 20;
        });
        for (int i = 0; i < 200; i++) {
            texts.add(varied());
        }

        assertThat(texts).hasSizeLessThanOrEqualTo(ContentPool.MOST).doesNotContain("0");
    }

    private static String varied() {
        try {
            Answer answer = MOCK.ask("GET", "/number", "Prefer: dynamic=true");
            assertThat(answer.header("Preference-Applied")).isEqualTo("dynamic=true");
            return answer.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isTheSameForTheSameSeed() throws IOException {
        String seven = MOCK.ask("GET", "/number", "Prefer: seed=7").text();

        assertThat(MOCK.ask("GET", "/number?__seed=7").text()).isEqualTo(seven);
        assertThat(MOCK.ask("GET", "/number", "Prefer: seed=7, dynamic=true").header("Preference-Applied"))
                .isEqualTo("dynamic=true, seed=7");
        assertThat(MOCK.ask("GET", "/number", "Prefer: seed=8").text()).isNotEqualTo(seven);
        try (MockServer other = MockServer.of(CONTRACT, new MockSettings(true, 99, false, true))) {
            assertThat(other.ask("GET", "/number", "Prefer: seed=7").text()).isEqualTo(seven);
            assertThat(other.ask("GET", "/number").text()).isNotEqualTo("0");
            assertThat(other.ask("GET", "/number", "Prefer: dynamic=false").text())
                    .isEqualTo("0");
        }
    }

    @Test
    void saysNothingOfWhatIsNotApplied() throws IOException {
        Answer answer = MOCK.ask("GET", "/xml", "Prefer: dynamic=true, seed=3");

        assertThat(answer.text()).isEqualTo("<a/>");
        assertThat(answer.header("Preference-Applied")).isEmpty();
    }
}
