package dev.sluice.validation;

import static dev.sluice.validation.Requests.body;
import static dev.sluice.validation.Requests.bytes;
import static dev.sluice.validation.Requests.message;
import static dev.sluice.validation.Requests.operation;
import static dev.sluice.validation.Requests.parameter;
import static dev.sluice.validation.Requests.violations;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import io.netty.buffer.Unpooled;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyTest {

    private static final String SCHEMA =
            "{'type':'object','required':['a'],'properties':{'a':{'type':'integer','maximum':3}}}";
    private static final Message JSON = message(null, "Content-Type", "application/json");

    private final RequestValidator validator = new RequestValidator();
    private final OperationPlan operation =
            operation(List.of(), List.of(), body(true, "application/json", SCHEMA), "application/json");

    private List<String> judge(OperationPlan operation, Message message, Body body) {
        return violations(validator.request(operation, message, body, new Parameters(operation)));
    }

    @Test
    void listsViolationsOfTheBody() {
        assertThat(judge(operation, JSON, bytes("{\"a\":3}"))).isEmpty();
        assertThat(judge(operation, JSON, bytes("{\"a\":4}"))).containsExactly("body /a maximum E.body");
        assertThat(judge(operation, JSON, bytes("{}"))).containsExactly("body  required E.body");
        assertThat(judge(operation, JSON, bytes("{\"a\":"))).containsExactly("body  json E.body");
    }

    @Test
    void missesABodyThatIsRequired() {
        assertThat(judge(operation, JSON, Body.Empty.EMPTY)).containsExactly("body  required E.body");
        assertThat(judge(
                        operation(List.of(), List.of(), body(false, "application/json", SCHEMA)),
                        JSON,
                        Body.Empty.EMPTY))
                .isEmpty();
    }

    @Test
    void listsTheBodyAfterTheParameters() {
        OperationPlan both = operation(
                List.of(), List.of(parameter(In.QUERY, "q", true, true, "{}")), body(true, "application/json", SCHEMA));

        assertThat(judge(both, JSON, bytes("[]"))).containsExactly("query q required E.q", "body  type E.body");
    }

    @Test
    void readsBuffersOfEveryKind() {
        byte[] text = "xx{\"a\":1}yy".getBytes(StandardCharsets.UTF_8);
        List<Body> bodies = List.of(
                new Body.Bytes(BufferInternal.buffer(Unpooled.wrappedBuffer(text, 2, 7))),
                new Body.Bytes(BufferInternal.buffer(Unpooled.directBuffer().writeBytes(text, 2, 7))),
                new Body.Bytes(
                        BufferInternal.buffer(Unpooled.wrappedBuffer(text)).slice(2, 9)));

        assertThat(bodies)
                .allSatisfy(body -> assertThat(judge(operation, JSON, body)).isEmpty());
    }

    @Test
    void refusesMediaTypesThatAreNotDeclared() {
        assertThat(status(operation, message(null, "Content-Type", "text/plain", "Content-Length", "3")))
                .isEqualTo(415);
        assertThat(status(operation, message(null, "Content-Type", "text/plain", "Transfer-Encoding", "chunked")))
                .isEqualTo(415);
        assertThat(status(operation, message(null, "Content-Length", "3"))).isEqualTo(415);
        assertThat(status(operation, message(null, "Content-Type", "text/plain")))
                .isZero();
        assertThat(status(operation, message(null, "Content-Type", "text/plain", "Content-Length", "0")))
                .isZero();
        assertThat(status(
                        operation,
                        message(null, "Content-Type", "Application/JSON;charset=UTF-8", "Content-Length", "3")))
                .isZero();
        assertThat(status(
                        operation(List.of(), List.of(), null),
                        message(null, "Content-Type", "a/b", "Content-Length", "3")))
                .isZero();
    }

    @Test
    void refusesWhatNoAnswerCanSatisfy() {
        assertThat(status(operation, message(null))).isZero();
        for (String accept : List.of(
                "*/*",
                "application/json",
                "text/html, application/*;q=0.1",
                "APPLICATION/JSON;v=1",
                "*/*;q=0.1, text/html",
                "text/html;q=0, */*",
                "garbage")) {
            assertThat(status(operation, message(null, "Accept", accept)))
                    .as(accept)
                    .isZero();
        }
        for (String accept : List.of(
                "text/html", "application/xml", "application/json;q=0", "*/*, application/json;q=0.000", "*/*;q=0")) {
            assertThat(status(operation, message(null, "Accept", accept)))
                    .as(accept)
                    .isEqualTo(406);
        }
        assertThat(status(operation, message(null, "Accept", "text/html", "accept", "application/json")))
                .isZero();
        assertThat(status(operation(List.of(), List.of(), null), message(null, "Accept", "text/html")))
                .isZero();
    }

    private int status(OperationPlan operation, Message message) {
        Problem problem = validator.media(operation, message, Requests.announcesBody(message));
        return problem == null ? 0 : problem.type().status();
    }
}
