package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateLimitSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The control port's side of what mocks remember. */
class RememberedApiTest {

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics("1");
    private final int port;

    private final RememberedState state = new RememberedState() {
        @Override
        public Future<Buffer> snapshot(@Nullable String contract, @Nullable String project) {
            asked.add("snapshot " + contract + " " + project);
            if ("nope".equals(contract)) {
                return Future.failedFuture(new NoSuchElementException("expected of contract: another"));
            }
            return Future.succeededFuture(Buffer.buffer("{\"contracts\":[]}"));
        }

        @Override
        public Future<Void> restore(Buffer snapshot) {
            asked.add("restore " + snapshot.length());
            return snapshot.toString().contains("wrong")
                    ? Future.failedFuture(new IllegalArgumentException("/contracts/0: expected better"))
                    : Future.succeededFuture();
        }

        @Override
        public Future<Void> forget(@Nullable String contract, @Nullable String project) {
            asked.add("forget " + contract + " " + project);
            return "nope".equals(contract)
                    ? Future.failedFuture(new NoSuchElementException("expected of contract: another"))
                    : Future.succeededFuture();
        }
    };

    RememberedApiTest() throws Exception {
        LocalProjectLimiter limiter = new LocalProjectLimiter(RateLimitSettings.DEFAULT, List.of());
        ControlSources sources = new ControlSources(
                "1",
                List::of,
                limiter,
                List::of,
                () -> Future.succeededFuture(new StoreState(StoreState.Health.UP, "")),
                () -> false);
        port = Operator.await(new ControlServer(
                        vertx,
                        ControlSettings.DEFAULT.withPort(0),
                        ControlParts.of(sources, metrics).with(state))
                .start());
    }

    @AfterEach
    void stop() throws Exception {
        Operator.await(vertx.close());
        metrics.close();
    }

    private HttpResponse<String> send(String method, String query, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/mock/state" + query))
                                .header("Content-Type", "application/json")
                                .method(
                                        method,
                                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void asksForWhatTheOperatorWants() throws Exception {
        HttpResponse<String> snapshot = send("GET", "?contract=a%20b.yaml&project=p1", "");

        assertThat(snapshot.statusCode()).isEqualTo(200);
        assertThat(snapshot.body()).isEqualTo("{\"contracts\":[]}");
        assertThat(send("GET", "", "").statusCode()).isEqualTo(200);
        assertThat(send("DELETE", "?project=p2", "").statusCode()).isEqualTo(204);
        assertThat(asked).containsExactly("snapshot a b.yaml p1", "snapshot null null", "forget null p2");
    }

    @Test
    void takesLargeSnapshots() throws Exception {
        String large = "{\"contracts\":[{\"x\":\"" + "x".repeat(3_000_000) + "\"}]}";

        assertThat(send("PUT", "", large).statusCode()).isEqualTo(204);
        assertThat(asked).containsExactly("restore " + large.length());
    }

    @Test
    void saysWhatIsWrongWithASnapshot() throws Exception {
        HttpResponse<String> wrong = send("PUT", "", "{\"contracts\":[{\"wrong\":1}]}");

        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("/contracts/0: expected better");
        for (String body : List.of("{\"contracts\":1}", "[]", "", "{", "{\"contracts\":[1]}", "nonsense")) {
            HttpResponse<String> answer = send("PUT", "", body);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"errors\":[{\"in\":\"body\"", "expected ");
        }
        assertThat(asked).containsExactly("restore 27");
    }

    @Test
    void aContractThatNobodyRemembersIsNotFound() throws Exception {
        for (String method : List.of("GET", "DELETE")) {
            HttpResponse<String> answer = send(method, "?contract=nope", "");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).contains("expected of contract: another");
        }
    }
}
