package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.support.RawConnection;
import dev.sluice.support.RawConnection.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CORS over sockets: every setting, every origin, every kind of answer. */
@Timeout(60)
class CorsTest {

    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";

    /**
     * @param allowed those of {@link #universe} that it lets in, written out by hand
     */
    private record Setting(List<String> origins, Set<String> allowed, boolean credentials, List<String> exposed) {

        boolean any() {
            return origins.contains("*");
        }

        boolean lets(String origin) {
            return any() || allowed.contains(origin);
        }

        Cors cors() {
            return new Cors(origins, List.of(), List.of(), exposed, credentials, Duration.ofMinutes(10));
        }
    }

    /** A request without its Origin, and what it is answered with. */
    private record Kind(String line, String fields, int status) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("GET /thing", "", 200),
            new Kind("PUT /thing", "X-Unknown: 1\r\n", 401),
            new Kind("GET /thing", "X-Often: 1\r\n", 429),
            new Kind("GET /nowhere", "", 404),
            new Kind("PATCH /thing", "", 405),
            new Kind("OPTIONS /thing", "", 405),
            new Kind("GET /thing", "Content-Type: a/b\r\nContent-Type: a/c\r\n", 400),
            new Kind("GET /thing", "Expect: x\r\n", 417),
            new Kind("GET /thing?bug", "", 500));

    static Stream<Setting> settings() {
        Map<List<String>, Set<String>> rules = Map.of(
                List.of("https://a.example"), Set.of("https://a.example"),
                List.of("https://*.b.example:8443"), Set.of("https://x.b.example:8443", "https://x-1.y.b.example:8443"),
                List.of("http://localhost:3000", "app://desk", "https://*.c.example"),
                        Set.of("http://localhost:3000", "app://desk", "https://deep.er.c.example"),
                List.of("http://[::1]:8080"), Set.of("http://[::1]:8080"),
                List.of("*"), Set.of());
        List<Setting> all = new ArrayList<>();
        rules.forEach((origins, allowed) -> {
            for (boolean credentials : new boolean[] {false, true}) {
                for (List<String> exposed : List.of(List.<String>of(), List.of("X-Request-Id", "RateLimit"))) {
                    if (!credentials || !origins.contains("*")) {
                        all.add(new Setting(origins, allowed, credentials, exposed));
                    }
                }
            }
        });
        return all.stream();
    }

    private static Set<String> universe() {
        Set<String> all = new LinkedHashSet<>(List.of(
                "null",
                "*",
                "",
                "https://evil.example",
                "http://a.example",
                "https://A.example",
                "HTTPS://a.example",
                "https://a.example/",
                "https://a.example:443",
                "https://a.example:444",
                "https://a.example.evil.example",
                "https://evil-a.example",
                "https://a.example, https://evil.example",
                "https://a.example https://evil.example",
                "https://b.example:8443",
                "https://.b.example:8443",
                "https://x..b.example:8443",
                "https://xb.example:8443",
                "https://x.b.example",
                "https://x.b.example:84430",
                "https://u@x.b.example:8443",
                "https://evil.example/.b.example:8443",
                "https://evil.example#.b.example:8443",
                "https://evil.example?.b.example:8443",
                "https://evil.example:1.b.example:8443",
                "https://evil.example%2f.b.example:8443",
                "https://\u00e9.b.example:8443",
                "https://x\tSet-Cookie: a=b.b.example:8443",
                "https://*.b.example:8443",
                "https://" + "x".repeat(5000) + ".b.example:8443",
                "http://[::1]"));
        settings().forEach(setting -> all.addAll(setting.allowed()));
        return all;
    }

    private static String request(Kind kind, String origin) {
        return kind.line() + " HTTP/1.1\r\nHost: x\r\n" + kind.fields() + origin + "\r\n";
    }

    private static List<String> values(Answer answer, String name) {
        return answer.headers().getOrDefault(name, List.of());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void everyAnswerSaysWhoMayReadIt(Setting setting) throws Exception {
        int checked = 0;
        try (GatedEdge edge = new GatedEdge(setting.cors());
                RawConnection client = new RawConnection(edge.port)) {
            for (Kind kind : KINDS) {
                for (String origin : universe()) {
                    Answer answer = client.send(request(kind, "Origin: " + origin + "\r\n"))
                            .read();

                    assertThat(answer.status()).as("%s %s", kind, origin).isEqualTo(kind.status());
                    judge(setting, origin, answer);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(KINDS.size() * universe().size());
    }

    private static void judge(Setting setting, String origin, Answer answer) {
        boolean lets = setting.lets(origin);
        String as = setting + " " + origin;
        assertThat(values(answer, "access-control-allow-origin"))
                .as(as)
                .isEqualTo(lets ? List.of(setting.any() ? "*" : origin) : List.of());
        assertThat(values(answer, "access-control-allow-credentials"))
                .as(as)
                .isEqualTo(lets && setting.credentials() ? List.of("true") : List.of());
        assertThat(values(answer, "access-control-expose-headers"))
                .as(as)
                .isEqualTo(
                        lets && !setting.exposed().isEmpty()
                                ? List.of(String.join(", ", setting.exposed()))
                                : List.of());
        assertThat(values(answer, "vary").contains("Origin")).as(as).isEqualTo(!setting.any());
        assertThat(answer.headers()).as(as).doesNotContainKeys("set-cookie");
        if (!lets && origin.length() > 1) {
            assertThat(answer.headers().toString() + answer.text()).as(as).doesNotContain(origin);
        }
        if (answer.status() == 200) {
            assertThat(answer.header("X-Thing")).isEqualTo("1");
            assertThat(values(answer, "vary")).contains("Accept");
            assertThat(answer.headers()).doesNotContainKeys("access-control-allow-methods", "access-control-max-age");
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void preflightsAreAnsweredBeforeAnybodyIsIdentified(Setting setting) throws Exception {
        try (GatedEdge edge = new GatedEdge(setting.cors());
                RawConnection client = new RawConnection(edge.port)) {
            for (String origin : universe()) {
                Answer answer = client.send(preflight("/thing", origin, "PUT", "content-type, x-y"))
                        .readWhole();

                judge(setting, origin, answer);
                boolean lets = setting.lets(origin);
                assertThat(answer.status()).as(origin).isEqualTo(lets ? 204 : 403);
                assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo(lets ? "GET, PUT" : "");
                assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo(lets ? "content-type, x-y" : "");
                assertThat(answer.header("Access-Control-Max-Age")).isEqualTo(lets ? "600" : "");
            }
            assertThat(edge.identified).hasValue(0);
        }
    }

    private static String preflight(String path, String origin, String method, String headers) {
        return "OPTIONS " + path + " HTTP/1.1\r\nHost: x\r\nOrigin: " + origin + "\r\nAccess-Control-Request-Method: "
                + method + "\r\nAccess-Control-Request-Headers: " + headers + "\r\n\r\n";
    }

    @Test
    void aPathThatNobodyHasIsNoPath() throws Exception {
        try (GatedEdge edge = new GatedEdge(oneOrigin());
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(preflight("/nowhere", "https://a.example", "PUT", "x"))
                    .read();

            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("https://a.example");
        }
    }

    @Test
    void aContractMayAnswerItsOwnPreflights() throws Exception {
        try (GatedEdge edge = new GatedEdge(oneOrigin());
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(preflight("/own", "https://a.example", "GET", "x"))
                    .read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("https://a.example");
            assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET");
            assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("7");
            assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();

            Answer foreign = client.send(preflight("/own", "https://evil.example", "GET", "x"))
                    .read();

            assertThat(foreign.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void settingsSayWhatAPreflightMayAskFor() throws Exception {
        Cors cors = new Cors(
                List.of("https://a.example"),
                List.of("PUT", "DELETE"),
                List.of("Content-Type", "X-A"),
                List.of(),
                false,
                Duration.ZERO);
        try (GatedEdge edge = new GatedEdge(cors);
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(preflight("/thing", "https://a.example", "GET", "x-b"))
                    .readWhole();

            assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("PUT");
            assertThat(answer.header("Access-Control-Allow-Headers")).isEqualTo("Content-Type, X-A");
            assertThat(answer.header("Access-Control-Max-Age")).isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b; c",
                "x\"y",
                "<script>",
                "a:b",
                "\u00e9",
                "a\tb",
                " ",
            })
    void whatIsNoListOfHeadersIsNotSentBack(String requested) throws Exception {
        try (GatedEdge edge = new GatedEdge(oneOrigin());
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(preflight("/thing", "https://a.example", "PUT", requested))
                    .readWhole();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.headers()).doesNotContainKey("access-control-allow-headers");
        }
    }

    @Test
    void twoOriginsOrAFoldedOneAreNone() throws Exception {
        try (GatedEdge edge = new GatedEdge(oneOrigin());
                RawConnection client = new RawConnection(edge.port)) {
            for (String origin : List.of(
                    "Origin: https://a.example\r\nOrigin: https://evil.example\r\n",
                    "Origin: https://a.example\r\norigin: https://a.example\r\n",
                    "Origin: https://a.example\r\n Set-Cookie: a=b\r\n")) {
                Answer answer = client.send(request(KINDS.get(0), origin)).read();

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).doesNotContainKeys("access-control-allow-origin", "set-cookie");
            }
        }
    }

    @Test
    void withoutAnOriginOnlyCachesAreTold() throws Exception {
        try (GatedEdge edge = new GatedEdge(oneOrigin());
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(request(KINDS.get(0), "")).read();

            assertThat(values(answer, "vary")).containsExactlyInAnyOrder("Accept", "Origin");
            assertThat(answer.headers().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void whereItIsOffTheBackendSpeaksForItself() throws Exception {
        try (GatedEdge edge = new GatedEdge(null);
                RawConnection client = new RawConnection(edge.port)) {
            Answer answer = client.send(request(KINDS.get(0), "Origin: https://a.example\r\n"))
                    .read();

            assertThat(answer.header(ALLOW_ORIGIN)).isEqualTo("https://upstream.example");
            assertThat(answer.header("Vary")).isEqualTo("Accept");
            assertThat(client.send(preflight("/thing", "https://a.example", "PUT", "x"))
                            .read()
                            .status())
                    .isEqualTo(405);
        }
    }

    @Test
    void credentialsAreNotForEveryOrigin() {
        assertThatThrownBy(() -> new Cors(List.of("*"), List.of(), List.of(), List.of(), true, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    private static Cors oneOrigin() {
        return new Cors(List.of("https://a.example"), List.of(), List.of(), List.of(), false, Duration.ofMinutes(10));
    }
}
