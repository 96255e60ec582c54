package dev.sluice.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What messages break stands in the author's Swagger 2.0 document, at the pointers that violations name. */
class SwaggerPlacesTest {

    private static final String TEXT = text();
    private static final ContractPlan SHOP = contract();

    private static String text() {
        try (InputStream file = SwaggerPlacesTest.class.getResourceAsStream("/swagger/shop.yaml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContractPlan contract() {
        try {
            return Contracts.parse("shop.yaml", TEXT, Reading.JUDGE);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static OperationPlan operation(String id) {
        return SHOP.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> pointers(List<Violation> violations) {
        return violations.stream().map(Violation::schemaPointer).toList();
    }

    private static Node at(String pointer) throws DocumentException {
        return Objects.requireNonNull(Pointers.find(DocumentReader.read("shop.yaml", TEXT), pointer), pointer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "orders | tags=long | | | /paths/~1orders/get/parameters/0/items/maxLength",
                "orders | rows=1,x | | | /paths/~1orders/get/parameters/1/items/items/type",
                "orders | | X-Trace: 1 | | /parameters/Trace/pattern",
                "order | | Content-Type: application/json | {\"id\":0,\"kind\":\"Order\"} | /definitions/Order/properties/id/minimum",
                "order | | Content-Type: application/json | {\"kind\":\"Order\",\"note\":\"longer\"} | /definitions/Order/properties/note/maxLength",
                "order | | Content-Type: application/json | {\"kind\":\"Gift\"} | /definitions/Gift/allOf/1/required",
                "order | | Content-Type: application/vnd.shop+json | {\"kind\":\"?\"} | /definitions/Order/discriminator",
                "order | | | | /parameters/Order/required",
                "login | | Content-Type: application/x-www-form-urlencoded | name=longer | /paths/~1login/post/parameters/0/maxLength",
                "login | | Content-Type: application/x-www-form-urlencoded | pin=1 | /paths/~1login/post/parameters/0/required",
                "login | | | | /paths/~1login/post/parameters/0/required"
            })
    void ofRequests(String id, String query, String header, String body, String pointer) throws DocumentException {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        if (header != null) {
            headers.add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));
        }
        OperationPlan operation = operation(id);
        Problem problem = new RequestValidator()
                .request(
                        operation,
                        new Message(operation.method(), operation.path(), query, headers),
                        body == null ? Body.Empty.EMPTY : new Body.Bytes(Buffer.buffer(body)),
                        new Parameters(operation));

        assertThat(problem).isNotNull();
        assertThat(pointers(Objects.requireNonNull(problem).violations())).containsExactly(pointer);
        assertThat(at(pointer)).isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "200 | X-Left: -1 | [] | /paths/~1orders/get/responses/200/headers/X-Left/minimum",
                "200 | X-Tags: a b long | [] | /paths/~1orders/get/responses/200/headers/X-Tags/items/maxLength",
                "200 | X: 1 | [{\"id\":\"x\",\"kind\":\"Order\"}] | /definitions/Order/properties/id/type",
                "404 | X: 1 | {\"code\":\"c\"} | /definitions/Failure/properties/code/enum"
            })
    void ofResponses(int status, String header, String body, String pointer) throws DocumentException {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap()
                .add("Content-Type", "application/json")
                .add(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(' ') + 1));

        List<Violation> violations = new ResponseValidator()
                .response(operation("orders"), status, headers, new Body.Bytes(Buffer.buffer(body)));

        assertThat(pointers(violations)).containsExactly(pointer);
        assertThat(at(pointer)).isNotNull();
    }

    @Test
    void ofMediaTypes() throws DocumentException {
        List<Violation> undeclared = new ResponseValidator()
                .response(
                        operation("orders"),
                        200,
                        MultiMap.caseInsensitiveMultiMap().add("Content-Type", "text/plain"),
                        new Body.Bytes(Buffer.buffer("x")));
        List<Violation> unexpected = new ResponseValidator()
                .response(
                        operation("order"),
                        201,
                        MultiMap.caseInsensitiveMultiMap().add("Content-Type", "text/plain"),
                        new Body.Bytes(Buffer.buffer("x")));

        assertThat(pointers(undeclared)).containsExactly("/produces");
        assertThat(at("/produces")).isInstanceOf(Node.Sequence.class);
        assertThat(pointers(unexpected)).containsExactly("/paths/~1orders/post/responses/201/schema");
        assertThat(Objects.requireNonNull(operation("order").body()).contentPointer())
                .isEqualTo("/paths/~1orders/post/consumes");
    }

    @Test
    void theContractIsWhatItsAuthorSays() {
        assertThat(SHOP.basePath()).isEqualTo("/v1");
        assertThat(SHOP.operations())
                .extracting(operation -> operation.method() + " " + operation.path() + " " + operation.id())
                .containsExactly(
                        "GET /v1/orders orders",
                        "POST /v1/orders order",
                        "PUT /v1/orders/{id}/scan scan",
                        "GET /v1/orders/{id}/scan scanned",
                        "POST /v1/login login");
        assertThat(operation("orders").security().alternatives()).hasSize(2);
        assertThat(SHOP.secrets()).contains("secret", "pin", "api_key").doesNotContain("name", "tags");
        assertThat(SHOP.warnings()).isEmpty();
    }
}
