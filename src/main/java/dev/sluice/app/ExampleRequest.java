package dev.sluice.app;

import dev.sluice.app.settings.MockSettings;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.contract.SecurityScheme;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.generate.Generator;
import dev.sluice.generate.JsonText;
import dev.sluice.generate.UnsatisfiableException;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a request that a mock answers, to be shown at start: of the operation that asks for least, with values that its
 * schemas give. It is judged like any other request before it is shown.
 */
final class ExampleRequest {

    /** Of a large contract: the start must not wait for a nicer line. */
    private static final int MOST_TRIED = 20;

    /** Characters of a body, or of a value: it is one line of a terminal. */
    private static final int LONGEST = 500;

    private final ContractPlan contract;
    private final MockSettings.Security security;
    private final Scheme callers;
    private final int longest;
    private final RequestValidator validator = new RequestValidator();

    /** @param callers who let a request in, or do not */
    ExampleRequest(ContractPlan contract, MockSettings.Security security, Scheme callers) {
        this(contract, security, callers, LONGEST);
    }

    /** @param longest characters of a body, or of a value */
    ExampleRequest(ContractPlan contract, MockSettings.Security security, int longest) {
        this(contract, security, new AnonymousScheme(), longest);
    }

    private ExampleRequest(ContractPlan contract, MockSettings.Security security, Scheme callers, int longest) {
        this.contract = contract;
        this.security = security;
        this.callers = callers;
        this.longest = longest;
    }

    Optional<Started.Request> find() {
        return contract.operations().stream()
                .sorted(Comparator.comparingInt(this::demands))
                .limit(MOST_TRIED)
                .map(this::of)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** How much a caller has to know; the first of equals stays the first. */
    private int demands(OperationPlan operation) {
        BodyPlan body = operation.body();
        long required =
                operation.parameters().stream().filter(ParameterPlan::required).count();
        return (body != null && body.required() ? 1_000 : 0)
                + (operation.method().equals("GET") ? 0 : 100)
                + (schemes(operation).isEmpty() ? 0 : 50)
                + (int) required
                + operation.pathParameters().size();
    }

    /** What the easiest way in asks for. */
    private List<SecurityScheme> schemes(OperationPlan operation) {
        return security == MockSettings.Security.OFF
                ? List.of()
                : operation.security().alternatives().stream()
                        .min(Comparator.comparingInt(List::size))
                        .orElse(List.of());
    }

    /** A request that this operation takes, where a short and plain one is found. */
    Optional<Started.Request> of(OperationPlan operation) {
        try {
            Draft draft = new Draft(operation.path());
            for (ParameterPlan parameter : operation.pathParameters()) {
                draft.path = draft.path.replace("{" + parameter.name() + "}", encoded(value(parameter.schema())));
            }
            for (ParameterPlan parameter : operation.parameters()) {
                if (parameter.required()) {
                    draft.add(parameter.in(), parameter.name(), value(parameter.schema()));
                }
            }
            for (SecurityScheme scheme : schemes(operation)) {
                draft.add(scheme);
            }
            BodyPlan body = operation.body();
            if (body != null && body.required()) {
                draft.body = body(body);
                draft.headers.add("content-type", "application/json");
            }
            return answered(operation, draft) ? Optional.of(draft.request(operation.method())) : Optional.empty();
        } catch (UnsatisfiableException | NoExample e) {
            return Optional.empty();
        }
    }

    private boolean answered(OperationPlan operation, Draft draft) {
        if (!(contract.routes().find(operation.method(), draft.path) instanceof Match.Found found)
                || !found.operation().equals(operation)) {
            return false;
        }
        Message message =
                new Message(operation.method(), draft.path, draft.query.isEmpty() ? null : draft.query, draft.headers);
        Parameters parameters = new Parameters(operation);
        Body body = draft.body == null ? Body.Empty.EMPTY : new Body.Bytes(Buffer.buffer(draft.body));
        return validator.path(operation, found.segments(), parameters) == null
                && validator.media(operation, message, draft.body != null) == null
                && validator.request(operation, message, body, parameters) == null
                && callers.identify(message, operation) instanceof Identity.Known;
    }

    private String value(Schema schema) throws UnsatisfiableException, NoExample {
        JsonValue value = Generator.of(schema).value(0);
        String text = value instanceof JsonValue.StringValue string
                ? string.value()
                : value instanceof JsonValue.NumberValue || value instanceof JsonValue.BooleanValue
                        ? JsonText.string(value)
                        : "";
        if (text.isEmpty() || text.length() > longest || text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new NoExample();
        }
        return text;
    }

    private String body(BodyPlan body) throws UnsatisfiableException, NoExample {
        for (MediaTypePlan content : body.mediaTypes()) {
            Schema schema = content.schema();
            if (schema != null && content.range().matches("application/json")) {
                String text = JsonText.string(Generator.of(schema).value(0));
                if (text.length() <= longest && text.chars().noneMatch(c -> c < ' ' || c == 0x7f)) {
                    return text;
                }
            }
        }
        throw new NoExample();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** There is nothing short and plain enough to be shown. */
    private static final class NoExample extends Exception {

        private static final long serialVersionUID = 1L;

        NoExample() {
            super(null, null, false, false);
        }
    }

    /** A request that grows. */
    private static final class Draft {

        private String path;
        private String query = "";
        private final MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        private @Nullable String body;

        Draft(String path) {
            this.path = path;
        }

        void add(In in, String name, String value) throws NoExample {
            switch (in) {
                case QUERY -> query += (query.isEmpty() ? "" : "&") + encoded(name) + "=" + encoded(value);
                case HEADER -> headers.add(name, value);
                case COOKIE -> headers.add("cookie", name + "=" + encoded(value));
                default -> throw new NoExample();
            }
        }

        /** Any credentials will do for a mock, which asks for their presence only; others refuse the request. */
        void add(SecurityScheme scheme) throws NoExample {
            switch (scheme.kind()) {
                case HEADER_KEY -> add(In.HEADER, scheme.parameter(), "key");
                case QUERY_KEY -> add(In.QUERY, scheme.parameter(), "key");
                case COOKIE_KEY -> add(In.COOKIE, scheme.parameter(), "key");
                // user:password
                case HTTP ->
                    add(
                            In.HEADER,
                            "Authorization",
                            scheme.parameter().equals("basic") ? "Basic dXNlcjpwYXNzd29yZA==" : "Bearer token");
                case OAUTH2, OPEN_ID_CONNECT -> add(In.HEADER, "Authorization", "Bearer token");
                default -> throw new NoExample();
            }
        }

        Started.Request request(String method) {
            List<String> lines = new ArrayList<>();
            headers.forEach(
                    header -> lines.add((header.getKey().equals("content-type") ? "Content-Type" : header.getKey())
                            + ": " + header.getValue()));
            return new Started.Request(method, query.isEmpty() ? path : path + "?" + query, lines, body);
        }
    }
}
