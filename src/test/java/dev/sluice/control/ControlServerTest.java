package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.net.BindException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class ControlServerTest {

    private static final ControlSettings HASTY =
            new ControlSettings("127.0.0.1", 0, Duration.ofSeconds(2), Duration.ofSeconds(2), 1024);

    @Test
    void livesAndIsReady() throws Exception {
        try (Operator operator = new Operator()) {
            HttpResponse<String> live = operator.get("/livez");
            HttpResponse<String> ready = operator.get("/readyz");

            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(live.body())).isEqualTo(new JsonObject().put("status", "alive"));
            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(ready.body())).isEqualTo(new JsonObject("""
                            {"status": "ready", "store": {"state": "up", "detail": "PostgreSQL 18.4, embedded"}}"""));
        }
    }

    @Test
    void isNotReadyWhileDrainingOrWithoutContracts() throws Exception {
        try (Operator operator = new Operator()) {
            operator.draining.set(true);
            HttpResponse<String> draining = operator.get("/readyz");
            operator.draining.set(false);
            operator.contracts.set(List.of());
            HttpResponse<String> empty = operator.get("/readyz");

            assertThat(draining.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(draining.body()).getString("status")).isEqualTo("draining");
            assertThat(empty.statusCode()).isEqualTo(503);
            assertThat(new JsonObject(empty.body()).getString("status")).isEqualTo("no contract is loaded");
        }
    }

    @Test
    void isReadyWithTheStoreAwayAndSaysSo() throws Exception {
        try (Operator operator = new Operator()) {
            operator.store.set(Future.succeededFuture(new StoreState(StoreState.Health.DOWN, "no connection")));

            HttpResponse<String> ready = operator.get("/readyz");

            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(new JsonObject(ready.body()).getJsonObject("store").getString("state"))
                    .isEqualTo("down");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404, ''",
        "GET, /v1/projects, 404, ''",
        "POST, /livez, 405, 'GET, HEAD'",
        "POST, /metrics, 405, 'GET, HEAD'",
        "PUT, /v1/status, 405, GET",
        "POST, /v1/projects/p/limits, 405, 'DELETE, GET'",
        "GET, /v1/projects/%zz/limits, 400, ''",
    })
    void refusesInProblemDetails(String method, String path, int status, String allow) throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            String answer = raw.request(method + " " + path + " HTTP/1.1", "Host: localhost", "Connection: close")
                    .rest();

            assertThat(answer)
                    .startsWith("HTTP/1.1 " + status)
                    .containsIgnoringCase("content-type: application/problem+json");
            assertThat(answer.contains("Allow: " + allow + "\r\n")).isEqualTo(!allow.isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//livez",
                "/livez/",
                "/./livez",
                "/x/../livez",
                "/x/%2e%2E/livez",
                "/v1/status/",
                "/v1//status",
                "/v1/projects/%2E/limits"
            })
    void takesAPathOnlyAsItIsWritten(String path) throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            String answer = raw.request("GET " + path + " HTTP/1.1", "Host: localhost", "Connection: close")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 404").contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "414, /LONG, X: y",
        "431, /livez, X: LONG",
        "400, /livez, Cookie: a=\u0001b",
        "400, /livez, Content-Length: -1"
    })
    void refusesAHeadThatCannotBeReadInProblemDetails(int status, String path, String header) throws Exception {
        String length = "x".repeat(20_000);
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            String answer = raw.request(
                            "GET " + path.replace("LONG", length) + " HTTP/1.1",
                            "Host: localhost",
                            header.replace("LONG", length))
                    .rest();

            assertThat(answer)
                    .containsPattern("^HTTP/1\\.[01] " + status)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"status\":" + status);
        }
    }

    @Test
    void aBrokenChunkIsOneLineOfTheLog() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(ProblemReply.class);
        CopyOnWriteArrayList<ILoggingEvent> events = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                events.add(event);
            }
        };
        Level level = logger.getLevel();
        appender.start();
        logger.addAppender(appender);
        logger.setLevel(Level.INFO);
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            raw.send("GET /livez HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nzz\n\n")
                    .rest();
        } finally {
            logger.detachAppender(appender);
            logger.setLevel(level);
        }

        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLevel()).isEqualTo(Level.INFO);
            assertThat(event.getThrowableProxy()).isNull();
        });
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (Operator operator = new Operator()) {
            HttpResponse<String> head = operator.send("HEAD", "/livez", BodyPublishers.noBody());

            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example\n",
                "Host: 127.0.0.1.evil.example\n",
                "Host: localhost.evil.example:9090\n",
                "",
                "Host: localhost\nHost: localhost\n",
                "Host: a b\n"
            })
    void refusesAHostThatIsNotItsOwn(String header) throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            String answer = raw.send("DELETE /v1/projects/p/limits HTTP/1.1\n" + header + "Connection: close\n\n")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("evil");
        }
    }

    /** As HAProxy checks a node that it is told no more of. */
    @Test
    void anOldCheckThatNamesNobodyIsAnswered() throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            assertThat(raw.request("GET /livez HTTP/1.0").rest()).startsWith("HTTP/1.0 200");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1:9090", "[::1]", "192.0.2.7"})
    void acceptsLocalhostAndAddresses(String host) throws Exception {
        try (Operator operator = new Operator();
                RawHttp raw = operator.raw()) {
            String answer = raw.request("GET /livez HTTP/1.1", "Host: " + host, "Connection: close")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void refusesALargeBody() throws Exception {
        try (Operator operator = new Operator(HASTY);
                RawHttp raw = operator.raw()) {
            String answer = raw.request(
                            "DELETE /v1/projects/p/limits HTTP/1.1",
                            "Host: localhost",
                            "Content-Length: 100000",
                            "Connection: close")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }

    @Test
    void endsARequestWhoseBodyDoesNotCome() throws Exception {
        try (Operator operator = new Operator(HASTY);
                RawHttp raw = operator.raw()) {
            String answer = raw.request(
                            "DELETE /v1/projects/p/limits HTTP/1.1", "Host: localhost", "Content-Length: 10")
                    .send("12345")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json");
        }
    }

    @Test
    void endsARequestWhoseAnswerDoesNotCome() throws Exception {
        // sooner than the store is waited for
        ControlSettings sooner =
                new ControlSettings("127.0.0.1", 0, Duration.ofMillis(300), Duration.ofSeconds(60), 1024);
        try (Operator operator = new Operator(sooner);
                RawHttp raw = operator.raw()) {
            operator.store.set(Promise.<StoreState>promise().future());

            String answer = raw.request("GET /v1/status HTTP/1.1", "Host: localhost", "Connection: close")
                    .rest();

            assertThat(answer).startsWith("HTTP/1.1 503").contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /livez HTTP/1.1\nHost: loc", "GET /livez HTTP/1.1\nHost: localhost\n\n"})
    void closesAConnectionThatWaitsTooLongForAHead(String sent) throws Exception {
        try (Operator operator = new Operator(HASTY);
                RawHttp raw = operator.raw()) {
            String answer = raw.send(sent).rest();

            assertThat(answer.startsWith("HTTP/1.1 200")).isEqualTo(sent.endsWith("\n\n"));
        }
    }

    @Test
    void saysWhenItsPortIsTaken() throws Exception {
        try (Operator operator = new Operator()) {
            assertThatThrownBy(() -> new Operator(ControlSettings.DEFAULT.withPort(operator.port)).close())
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void settingsReportAllFaultsAtOnce() {
        assertThatThrownBy(() -> new ControlSettings("", 65_536, Duration.ZERO, Duration.ofDays(1), -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("""
                        host: empty (expected: a name or an address)
                        port: 65536 (expected: from 0 to 65535)
                        requestTimeout: PT0S (expected: from 10 milliseconds to 10 minutes)
                        idleTimeout: PT24H (expected: from 10 milliseconds to 10 minutes)
                        maxBodySize: -1 (expected: from 0 to 16777216)""");
    }
}
