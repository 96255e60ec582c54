package dev.sluice.mock;

import static dev.sluice.exchange.ProblemType.BACKEND_TIMEOUT;
import static dev.sluice.exchange.ProblemType.BAD_GATEWAY;
import static dev.sluice.exchange.ProblemType.BAD_REQUEST;
import static dev.sluice.exchange.ProblemType.BODY_TOO_LARGE;
import static dev.sluice.exchange.ProblemType.CONFLICT;
import static dev.sluice.exchange.ProblemType.CONTENDED;
import static dev.sluice.exchange.ProblemType.EXPECTATION_FAILED;
import static dev.sluice.exchange.ProblemType.FORBIDDEN;
import static dev.sluice.exchange.ProblemType.INTERNAL_ERROR;
import static dev.sluice.exchange.ProblemType.INVALID_REQUEST;
import static dev.sluice.exchange.ProblemType.NOT_ACCEPTABLE;
import static dev.sluice.exchange.ProblemType.NOT_FOUND;
import static dev.sluice.exchange.ProblemType.RATE_LIMITED;
import static dev.sluice.exchange.ProblemType.REQUEST_TIMEOUT;
import static dev.sluice.exchange.ProblemType.UNAUTHENTICATED;
import static dev.sluice.exchange.ProblemType.UNAVAILABLE;
import static dev.sluice.exchange.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.ErrorDialect;
import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.contract.ErrorDialect.Part;
import dev.sluice.contract.ErrorDialect.Shape;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.contract.ResponseTable;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.ProblemType;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How an operation's contract answers refusals: with the response that it declares for the status, its body filled in as
 * far as its schema has places for what is known. Where it declares none, or none that can be filled: RFC 9457. Confined
 * to one thread at a time.
 */
final class DeclaredErrors {

    private static final List<ProblemType> REFUSALS = List.of(
            INVALID_REQUEST,
            BAD_REQUEST,
            UNAUTHENTICATED,
            FORBIDDEN,
            NOT_FOUND,
            CONFLICT,
            NOT_ACCEPTABLE,
            REQUEST_TIMEOUT,
            BODY_TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            EXPECTATION_FAILED,
            RATE_LIMITED,
            INTERNAL_ERROR,
            BAD_GATEWAY,
            UNAVAILABLE,
            CONTENDED,
            BACKEND_TIMEOUT);

    private final IdentityHashMap<List<MediaTypePlan>, Map<String, Optional<Shape>>> shapes = new IdentityHashMap<>();

    private final Function<ResponsePlan, List<Representation>> representations;
    private final ResponseHeaders responseHeaders;

    /** @param representations of a response, in the order in which they are answered */
    DeclaredErrors(Function<ResponsePlan, List<Representation>> representations, ResponseHeaders responseHeaders) {
        this.representations = representations;
        this.responseHeaders = responseHeaders;
    }

    ErrorDialect of(OperationPlan operation) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (ProblemType problem : REFUSALS) {
            int status = status(operation.responses(), problem);
            ResponsePlan response = declared(operation.responses(), status);
            Shape shape = response == null ? null : shape(operation, response, problem, status);
            if (shape != null) {
                entries.put(problem.name(), new Entry(status, problem.name(), null, shape));
            } else if (status != problem.status()) {
                Shape details = ErrorDialect.PROBLEM_DETAILS.fallback().shape();
                entries.put(problem.name(), new Entry(status, null, null, details));
            }
        }
        return entries.isEmpty()
                ? ErrorDialect.PROBLEM_DETAILS
                : new ErrorDialect(Map.copyOf(entries), Map.of(), ErrorDialect.PROBLEM_DETAILS.fallback());
    }

    /** RFC 9110, 15.5.21: a request that is well-formed, and breaks the contract. */
    private static int status(ResponseTable table, ProblemType problem) {
        ResponsePlan unprocessable = problem.equals(INVALID_REQUEST) ? table.find(422) : null;
        return unprocessable != null && unprocessable.lowest() == unprocessable.highest() ? 422 : problem.status();
    }

    /** Where {@code default} is all there is, it is no error. */
    private static @Nullable ResponsePlan declared(ResponseTable table, int status) {
        ResponsePlan response = table.find(status);
        boolean isDefault = response != null && response.highest() == 999;
        return isDefault && table.responses().stream().noneMatch(other -> other.lowest() / 100 == 2) ? null : response;
    }

    private @Nullable Shape shape(OperationPlan operation, ResponsePlan response, ProblemType problem, int status) {
        return shapes.computeIfAbsent(response.mediaTypes(), any -> new HashMap<>())
                .computeIfAbsent(
                        status + problem.name(), any -> Optional.ofNullable(made(operation, response, problem, status)))
                .orElse(null);
    }

    private @Nullable Shape made(OperationPlan operation, ResponsePlan response, ProblemType problem, int status) {
        List<Representation> all = representations.apply(response);
        for (Representation one : all) {
            Schema schema = one.plan().schema();
            if (BodyFormat.of(one.contentType()) == BodyFormat.JSON && schema != null) {
                boolean exact = response.lowest() == response.highest();
                List<Part> parts = filled(one, schema, problem, status, exact);
                if (parts != null) {
                    if (problem.equals(NOT_ACCEPTABLE) && !exact && !tellsDetail(parts)) {
                        return null;
                    }
                    return new Shape(one.contentType(), parts, headers(operation, response));
                }
            }
        }
        for (Representation one : all) {
            if (one.isTelling()) {
                return new Shape(
                        one.contentType(),
                        List.of(new Part.Literal(one.usual().bytes())),
                        headers(operation, response));
            }
        }
        return null;
    }

    private Map<String, String> headers(OperationPlan operation, ResponsePlan response) {
        Fields fields = responseHeaders.of(operation, response.headers(), Fields.NONE, () -> "1");
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            headers.put(fields.name(i).toString(), fields.value(i).toString());
        }
        return headers;
    }

    private static @Nullable List<Part> filled(
            Representation one, Schema schema, ProblemType problem, int status, boolean exact) {
        if (!one.plan().declared()) {
            return details();
        }
        JsonValue base = one.usual().value();
        boolean authored = !one.examples().isEmpty();
        if (base == null || !schema.accepts(base)) {
            if (!one.isGenerated()) {
                return null;
            }
            base = one.generated(0).value();
            authored = false;
        }
        if (base == null) {
            return null;
        }
        if (schema.outline().names().isEmpty()
                && base instanceof JsonValue.ObjectValue object
                && object.members().isEmpty()) {
            return details();
        }
        ErrorTemplate template = new ErrorTemplate(schema, base);
        new ErrorFiller(template, problem, status, problem.equals(INVALID_REQUEST), authored && exact)
                .fill(schema.outline());
        return template.parts();
    }

    /** Whether the list of what there is has a place (RFC 9110, 15.5.7). */
    private static boolean tellsDetail(List<Part> parts) {
        return parts.stream()
                .map(part -> part instanceof Part.Member member ? member.slot() : part)
                .anyMatch(part -> part instanceof Part.Slot slot
                        && (slot.value() == ErrorDialect.Value.DETAIL || slot.value() == ErrorDialect.Value.SUMMARY));
    }

    private static List<Part> details() {
        return ErrorDialect.PROBLEM_DETAILS.fallback().shape().body();
    }
}
