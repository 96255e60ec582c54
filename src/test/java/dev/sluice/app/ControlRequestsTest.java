package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.app.ServiceUnderTest.Answer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What could be read in two ways is refused on the control port, and what means the same is taken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControlRequestsTest {

    private @Nullable ServiceUnderTest running;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        running = new ServiceUnderTest("store: {data: '" + folder + "'}\nservice: {only: true}\n");
        assertThat(server().upload("shop", ServiceUnderTest.shop("one")).status())
                .isEqualTo(201);
    }

    @AfterAll
    void stop() {
        server().close();
    }

    private ServiceUnderTest server() {
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running;
    }

    private Answer send(String method, String path, String body, String... fields) throws Exception {
        return server().send(method, path, body.getBytes(StandardCharsets.UTF_8), fields);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Application/Json", "APPLICATION/JSON; charset=utf-8", "application/json"})
    void mediaTypesAreTheSameInAnyCase(String type) throws Exception {
        Answer answer = send("PUT", "/v1/maintenance", "{\"on\":false}", "Content-Type", type);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/v1/maintenance|{~on~:true,~on~:false}|line 1, column",
                "POST|/v1/validate|{~message~:{~request~:{~url~:~/a~,~url~:~/b~,~method~:~GET~}}}|line 1, column"
            })
    void doubledMembersAreToldWithTheirPlace(String method, String path, String body, String place) throws Exception {
        Answer answer = send(method, path, body.replace('~', '"'), "Content-Type", "application/json");

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("doubled at", place);
    }

    @Test
    void doubledMembersOfLongBodiesToo() throws Exception {
        String body = "{\"on\":true," + " ".repeat(100_000) + "\n\"on\":false}";

        Answer answer = send("POST", "/v1/validate", body, "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("line 2, column");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/contracts/shop/content?version=1&version=2", "/v1/operations?contract=a&contract=b"})
    void aQueryThatSaysSomethingTwiceIsRefused(String path) throws Exception {
        Answer answer = server().get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.json().getString("detail")).contains("expected once");
    }

    @Test
    void aRootIsOfSeveralFilesOnly() throws Exception {
        String shop = ServiceUnderTest.shop("two");

        Answer upload = send("PUT", "/v1/contracts/rooted/content?root=a.yaml", shop);
        Answer json = server().post(
                        "/v1/contracts",
                        new JsonObject()
                                .put("name", "rooted")
                                .put("content", shop)
                                .put("root", "a.yaml"));

        assertThat(upload.status()).as(upload.text()).isBetween(400, 422);
        assertThat(upload.text()).contains("root");
        assertThat(json.status()).as(json.text()).isEqualTo(upload.status());
        assertThat(server().get("/v1/contracts/rooted").status()).isEqualTo(404);
    }

    @Test
    void anUploadInACodingIsRefused() throws Exception {
        Answer zipped =
                send("PUT", "/v1/contracts/coded/content", ServiceUnderTest.shop("two"), "Content-Encoding", "gzip");

        assertThat(zipped.status()).as(zipped.text()).isEqualTo(415);
        assertThat(send(
                                "PUT",
                                "/v1/contracts/coded/content",
                                ServiceUnderTest.shop("two"),
                                "Content-Encoding",
                                "identity")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aLengthIsAWholeNumber() throws Exception {
        JsonObject request = new JsonObject()
                .put("method", "GET")
                .put("url", "/orders/1")
                .put("body", "a")
                .put("bodyTruncated", 1.5);
        JsonObject body =
                new JsonObject().put("contract", "shop").put("message", new JsonObject().put("request", request));

        Answer broken = server().post("/v1/validate", body);
        request.put("bodyTruncated", 15);

        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).contains("bodyTruncated");
        assertThat(server().post("/v1/validate", body).status()).isEqualTo(200);
    }
}
