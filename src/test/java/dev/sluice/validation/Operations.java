package dev.sluice.validation;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Operations of contracts in text, and what is said of their messages. */
final class Operations {

    private Operations() {}

    static ContractPlan contract(String version, String text) {
        try {
            return Contracts.parse("api.yaml", "openapi: " + version + "\ninfo: {title: t, version: v}\n" + text);
        } catch (DocumentException refused) {
            throw new AssertionError(refused.faults().toString(), refused);
        }
    }

    /** The only operation of a path {@code /x}. */
    static OperationPlan operation(String version, String method, String operation, String components) {
        String text = "paths:\n  /x:\n    " + method + ":\n" + operation.indent(6) + components;
        return contract(version, text).operations().get(0);
    }

    /** A PUT whose request body has this content. */
    static OperationPlan body(String version, String content) {
        return operation(version, "put", "requestBody:\n  content:\n" + content.indent(4), "");
    }

    static List<String> request(OperationPlan operation, String contentType, String body) {
        return request(operation, contentType, Buffer.buffer(body));
    }

    static List<String> request(OperationPlan operation, String contentType, Buffer body) {
        return Requests.violations(new RequestValidator()
                        .request(
                                operation,
                                Requests.message(null, "Content-Type", contentType),
                                new Body.Bytes(body),
                                new Parameters(operation)))
                .stream()
                .map(words -> words.replace(" null", ""))
                .toList();
    }

    /** What the violations of a request's body say. */
    static List<String> messages(OperationPlan operation, String contentType, String body) {
        return messages(
                operation, Requests.message(null, "Content-Type", contentType), new Body.Bytes(Buffer.buffer(body)));
    }

    /** What the violations of a query say. */
    static List<String> queryMessages(OperationPlan operation, String query) {
        return messages(operation, Requests.message(query), Body.Empty.EMPTY);
    }

    private static List<String> messages(OperationPlan operation, Message message, Body body) {
        Problem problem = new RequestValidator().request(operation, message, body, new Parameters(operation));
        return problem == null
                ? List.of()
                : problem.violations().stream().map(Violation::message).toList();
    }

    static List<String> response(OperationPlan operation, int status, String body, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        Body content = body.isEmpty() ? Body.Empty.EMPTY : new Body.Bytes(Buffer.buffer(body));
        return new ResponseValidator()
                .response(operation, status, map, content).stream()
                        .map(Operations::words)
                        .toList();
    }

    private static String words(Violation found) {
        return found.in() + " " + found.name() + found.pointer() + " " + found.keyword();
    }
}
