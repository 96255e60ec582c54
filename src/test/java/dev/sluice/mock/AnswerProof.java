package dev.sluice.mock;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MediaRange;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Violation;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks a mock for every answer that its contract declares, of every operation, status and media type, and judges each by
 * the same contract.
 */
public final class AnswerProof {

    private static final String SEED = "seed=7";

    private final ContractPlan contract;
    private final MockBackend mock;
    private final ResponseValidator validator = new ResponseValidator();
    private final List<Finding> findings = new ArrayList<>();
    private final Witness witness;
    private int answers;

    /**
     * An answer that breaks the contract, or that is not given.
     *
     * @param authored whether the body is an example of the contract's author, who has the last word
     */
    public record Finding(String operation, int status, String contentType, boolean authored, String message) {}

    /** Has a look at every answer that is not its author's, too. */
    @FunctionalInterface
    public interface Witness {

        /** @return what is wrong with the answer, or null */
        @Nullable
        String judge(OperationPlan operation, Reply.Full reply);
    }

    private AnswerProof(ContractPlan contract, MockSettings settings, Witness witness) throws DocumentException {
        this.contract = contract;
        this.witness = witness;
        this.mock = MockBackend.of(contract, settings);
    }

    /** @param contract read for a mock */
    public static AnswerProof of(ContractPlan contract, MockSettings settings) throws DocumentException {
        return of(contract, settings, (operation, reply) -> null);
    }

    /** @param contract read for a mock */
    public static AnswerProof of(ContractPlan contract, MockSettings settings, Witness witness)
            throws DocumentException {
        AnswerProof proof = new AnswerProof(contract, settings, witness);
        contract.operations().forEach(proof::judge);
        return proof;
    }

    /** How many answers were judged. */
    public int answers() {
        return answers;
    }

    public List<Finding> findings() {
        return List.copyOf(findings);
    }

    private void judge(OperationPlan operation) {
        if (operation.responses().responses().stream().allMatch(response -> response.highest() < 200)) {
            // an upgrade, say
            return;
        }
        judge(operation, "", MultiMap.caseInsensitiveMultiMap(), false);
        for (ResponsePlan response : operation.responses().responses()) {
            int status = status(operation, response);
            if (status < 200) {
                continue;
            }
            if (response.mediaTypes().isEmpty()) {
                ask(operation, status, "*/*", false);
            }
            response.mediaTypes().forEach(mediaType -> {
                boolean authored = !mediaType.examples().isEmpty();
                String accept = accept(mediaType.range());
                ask(operation, status, accept, authored);
                judge(
                        operation,
                        status + " " + SEED,
                        head(accept).add("Prefer", "code=" + status + ", " + SEED),
                        authored);
            });
        }
    }

    private void ask(OperationPlan operation, int status, String accept, boolean authored) {
        judge(operation, String.valueOf(status), head(accept).add("Prefer", "code=" + status), authored);
    }

    private static MultiMap head(String accept) {
        return MultiMap.caseInsensitiveMultiMap().add("Accept", accept);
    }

    /** A status that leads to this response; 0 where others are in its way. */
    @SuppressWarnings("ReferenceEquality") // two responses may say the same
    private static int status(OperationPlan operation, ResponsePlan response) {
        for (int status = Math.max(200, response.lowest()); status <= Math.min(599, response.highest()); status++) {
            if (operation.responses().find(status) == response) {
                return status;
            }
        }
        return 0;
    }

    private static String accept(MediaRange range) {
        boolean any = range.subtype().startsWith("*+") || range.type().equals("*");
        return any ? "*/*" : range.toString();
    }

    private void judge(OperationPlan operation, String what, MultiMap headers, boolean authored) {
        Message message = new Message(operation.method(), operation.path(), null, headers);
        Exchange exchange = new Exchange(message, "proof", System.nanoTime());
        exchange.matched(contract, operation);
        answers++;
        try {
            Reply.Full reply = (Reply.Full) await(mock.answer(exchange));
            // what HEAD would send stays with the edge
            Body body = operation.method().equals("HEAD") ? Body.Empty.EMPTY : new Body.Bytes(reply.body());
            List<Violation> violations = validator.response(operation, reply.status(), head(reply), body);
            String contentType = reply.contentType() == null ? "" : reply.contentType();
            // nothing can be generated where no value keeps the schema
            boolean isAuthors = (authored && !isSeeded(reply)) || (what.isEmpty() && isAuthored(operation, reply));
            violations.forEach(violation -> findings.add(new Finding(
                    operation.id() + " " + what,
                    reply.status(),
                    contentType,
                    isAuthors,
                    violation.text() + " (" + violation.schemaPointer() + ")")));
            String other = isAuthors ? null : witness.judge(operation, reply);
            if (other != null) {
                findings.add(new Finding(operation.id() + " " + what, reply.status(), contentType, false, other));
            }
        } catch (ProblemException refusal) {
            findings.add(new Finding(
                    operation.id() + " " + what,
                    0,
                    "",
                    authored,
                    refusal.problem().type().name() + ": " + refusal.problem().detail()));
        }
    }

    private static boolean isSeeded(Reply.Full reply) {
        for (int i = 0; i < reply.fields().size(); i++) {
            if (reply.fields().value(i).toString().contains(SEED)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAuthored(OperationPlan operation, Reply.Full reply) {
        ResponsePlan response = operation.responses().find(reply.status());
        return response != null
                && response.mediaTypes().stream()
                        .anyMatch(mediaType -> !mediaType.examples().isEmpty());
    }

    private static MultiMap head(Reply.Full reply) {
        // the edge sends it with every answer
        MultiMap headers =
                MultiMap.caseInsensitiveMultiMap().add("X-Request-Id", "c0ffee00-0000-4000-8000-000000000001");
        if (reply.contentType() != null) {
            headers.add("Content-Type", reply.contentType());
        }
        for (int i = 0; i < reply.fields().size(); i++) {
            headers.add(reply.fields().name(i), reply.fields().value(i));
        }
        return headers;
    }

    private static Reply await(Future<Reply> future) {
        if (future.succeeded()) {
            return future.result();
        }
        if (future.failed() && future.cause() instanceof ProblemException refusal) {
            throw refusal;
        }
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
