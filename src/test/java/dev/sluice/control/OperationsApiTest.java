package dev.sluice.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperationsApiTest {

    private static final ContractGuide GUIDE = new ContractGuide() {
        @Override
        public Future<String> document(ContractPlan contract) {
            return contract.file().equals(Operator.CONTRACT.file())
                    ? Future.succeededFuture("{\"openapi\":\"3.1.0\"}")
                    : Future.failedFuture(new IOException("it is away"));
        }

        @Override
        public ExampleCall example(ContractPlan contract, OperationPlan operation) {
            return new ExampleCall(
                    "PUT",
                    "/v1/p/services/1?a=b",
                    List.of(new Header("X-Key", "key"), new Header("Cookie", "a=1"), new Header("Cookie", "b=2")),
                    "{}");
        }
    };

    private static ContractPlan large(int operations) {
        return new ContractPlan(
                "large.yaml",
                "Large",
                "1",
                "",
                null,
                IntStream.range(0, operations)
                        .mapToObj(i -> new OperationPlan(
                                i,
                                "find" + i,
                                i % 2 == 0 ? "GET" : "POST",
                                "/Things/" + i,
                                List.of(),
                                List.of(),
                                null,
                                Operator.MODIFY.responses(),
                                null))
                        .toList(),
                Operator.CONTRACT.routes(),
                Operator.CONTRACT.errors(),
                List.of());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    @Test
    void listsTheOperationsOfAContract() throws Exception {
        try (Operator operator = new Operator(ControlSettings.DEFAULT.withPort(0), GUIDE)) {
            JsonObject list = json(operator.get("/v1/operations?contract=Services"));

            assertThat(list.getString("contract")).isEqualTo("services.yaml");
            assertThat(list.getJsonArray("operations"))
                    .isEqualTo(new JsonArray()
                            .add(new JsonObject()
                                    .put("number", 0)
                                    .put("id", "modify")
                                    .put("method", "PUT")
                                    .put("path", "/v1/{project_id}/services/{id}")));
        }
    }

    @Test
    void findsSomeOfManyByTheirNames() throws Exception {
        try (Operator operator = new Operator()) {
            operator.contracts.set(List.of(large(1_200)));

            JsonObject all = json(operator.get("/v1/operations?contract=large.yaml"));
            JsonObject some = json(operator.get("/v1/operations?contract=large.yaml&filter=post%20/things/11"));
            JsonObject one = json(operator.get("/v1/operations?contract=large.yaml&filter=FIND1199"));

            assertThat(all.getInteger("total")).isEqualTo(1_200);
            assertThat(all.getInteger("found")).isEqualTo(1_200);
            assertThat(all.getJsonArray("operations")).hasSize(500);
            assertThat(some.getInteger("found")).isEqualTo(56);
            assertThat(one.getJsonArray("operations").getJsonObject(0).getInteger("number"))
                    .isEqualTo(1_199);
        }
    }

    @Test
    void showsOneWithARequestThatItTakes() throws Exception {
        try (Operator operator = new Operator(ControlSettings.DEFAULT.withPort(0), GUIDE)) {
            JsonObject one = json(operator.get("/v1/operations/0?contract=services.yaml"));

            assertThat(one.getJsonObject("example"))
                    .isEqualTo(new JsonObject()
                            .put("method", "PUT")
                            .put("path", "/v1/p/services/1?a=b")
                            .put(
                                    "headers",
                                    new JsonObject()
                                            .put("X-Key", "key")
                                            .put(
                                                    "Cookie",
                                                    new JsonArray().add("a=1").add("b=2")))
                            .put("body", "{}"));
        }
    }

    @Test
    void showsTheDocumentOrSaysWhyNot() throws Exception {
        try (Operator operator = new Operator(ControlSettings.DEFAULT.withPort(0), GUIDE)) {
            HttpResponse<String> document = operator.get("/v1/document?contract=services.yaml");
            operator.contracts.set(List.of(large(1)));
            HttpResponse<String> away = operator.get("/v1/document?contract=large.yaml");

            assertThat(json(document).getString("openapi")).isEqualTo("3.1.0");
            assertThat(away.statusCode()).isEqualTo(503);
            assertThat(away.body()).contains("it is away");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/operations, 400",
        "/v1/operations?contract=none, 404",
        "/v1/operations/0, 400",
        "/v1/operations/1?contract=Services, 404",
        "/v1/operations/-1?contract=Services, 400",
        "/v1/operations/x?contract=Services, 400",
        "/v1/operations/99999999999?contract=Services, 400",
        "/v1/operations/0?contract=none, 404",
        "/v1/document?contract=none, 404",
    })
    void saysWhatWasExpected(String path, int status) throws Exception {
        try (Operator operator = new Operator()) {
            assertThat(operator.get(path).statusCode()).isEqualTo(status);
        }
    }
}
