package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenCheckTest {

    private static final String TOKEN = "right-right-right";
    private static final String RIGHT = "Authorization: Bearer " + TOKEN;

    private final Operator operator;

    TokenCheckTest() throws Exception {
        operator = new Operator(ControlSettings.DEFAULT.withPort(0).with(ControlAccess.withToken(TOKEN, false)));
    }

    @BeforeAll
    void answers() throws Exception {
        assertThat(answer("GET", "/livez")).startsWith("HTTP/1.1 200");
    }

    @AfterAll
    void stop() {
        operator.close();
    }

    private String answer(String method, String path, String... fields) throws Exception {
        try (RawHttp raw = operator.raw()) {
            String lines = Stream.concat(Stream.of("Host: localhost", "Connection: close"), Stream.of(fields))
                    .map(field -> field + "\n")
                    .reduce("", String::concat);
            return raw.send(method + " " + path + " HTTP/1.1\n" + lines + "\n").rest();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/livez", "/readyz", "/metrics"})
    void proberAndScraperNeedNone(String path) throws Exception {
        assertThat(answer("GET", path)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/status", "/v1/projects/p/limits", "/v1/findings", "/v1/maintenance", "/v1", "/nowhere",
                "/%6divez", "/livez/more", "/metrics2", "/uix", "/V1/status", "/ui%2f..%2fv1%2fstatus"
            })
    void whateverIsNotOpenedAsksForIt(String path) throws Exception {
        String answer = answer("GET", path);

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("www-authenticate: Bearer realm=\"sluice control\"\r\n")
                .containsIgnoringCase("content-type: application/problem+json")
                .contains("\"status\":401", "expected: Authorization: Bearer TOKEN")
                .doesNotContain(TOKEN);
    }

    static List<String> wrong() {
        return List.of(
                "Authorization: Bearer wrong-wrong-wrong",
                "Authorization: Bearer " + TOKEN + "x",
                "Authorization: Bearer " + TOKEN.substring(1),
                "Authorization: Bearer " + TOKEN.toUpperCase(java.util.Locale.ROOT),
                "Authorization: Bearer",
                "Authorization: Bearer ",
                "Authorization: " + TOKEN,
                "Authorization: Basic " + TOKEN,
                "Authorization: Bearer\t" + TOKEN,
                "Authorization: Bearer " + TOKEN + ", Bearer " + TOKEN,
                RIGHT + "\n" + RIGHT);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void refusesAnyOther(String field) throws Exception {
        assertThat(answer("GET", "/v1/status", field))
                .startsWith("HTTP/1.1 401")
                .contains("error=\"invalid_token\"")
                .doesNotContain("wrong-wrong", TOKEN);
        assertThat(answer("DELETE", "/v1/findings", field)).startsWith("HTTP/1.1 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer  "})
    void takesTheRightOne(String scheme) throws Exception {
        assertThat(answer("GET", "/v1/status", "Authorization: " + scheme + TOKEN))
                .startsWith("HTTP/1.1 200");
        assertThat(answer("GET", "/nowhere", "Authorization: " + scheme + TOKEN))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void metricsCanBeGuardedToo() throws Exception {
        ControlAccess all = ControlAccess.withToken(TOKEN, true);
        try (Operator other = new Operator(ControlSettings.DEFAULT.withPort(0).with(all))) {
            assertThat(other.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(other.get("/livez").statusCode()).isEqualTo(200);
        }
    }
}
