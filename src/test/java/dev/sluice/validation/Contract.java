package dev.sluice.validation;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contract of one operation, {@code GET /test}, and what becomes of requests for it. */
final class Contract {

    private final ContractPlan plan;
    private final RequestValidator validator;

    private Contract(ContractPlan plan, RequestValidator validator) {
        this.plan = plan;
        this.validator = validator;
    }

    /**
     * @param parameters in YAML flow style, one each
     */
    static Contract of(String version, UnknownParameters unknown, String... parameters) {
        String components = """
                components:
                  securitySchemes:
                    key: {type: apiKey, in: query, name: api_key}
                    other: {type: apiKey, in: header, name: other}
                  schemas:
                    Number: {type: integer, minimum: 5, default: 7}
                    Choice: {anyOf: [{$ref: '#/components/schemas/Number'}, {type: boolean}]}
                """;
        String text = "openapi: " + version + "\ninfo: {title: test, version: '1'}\n" + components
                + "paths:\n  /test:\n    get:\n      responses: {'200': {description: ok}}\n      parameters:\n        - "
                + String.join("\n        - ", parameters) + "\n";
        try {
            return new Contract(Contracts.parse("test.yaml", text), new RequestValidator(unknown, Unstreamable.REFUSE));
        } catch (DocumentException e) {
            throw new IllegalArgumentException(e.faults().toString(), e);
        }
    }

    static Contract of(String... parameters) {
        return of("3.1.0", UnknownParameters.ALLOW, parameters);
    }

    ContractPlan plan() {
        return plan;
    }

    List<String> warnings() {
        return plan.warnings().stream().map(Fault::toString).toList();
    }

    /** The value of a parameter, or the violations, one line each. */
    String value(In in, String name, @Nullable String query, String... headers) {
        Parameters parameters = new Parameters(plan.operations().get(0));
        Problem problem = judge(parameters, query, headers);
        return problem == null ? JsonWords.text(parameters.get(in, name)) : words(problem);
    }

    /** Empty when all is well. */
    List<Violation> violations(@Nullable String query) {
        Problem problem = judge(new Parameters(plan.operations().get(0)), query);
        return problem == null ? List.of() : problem.violations();
    }

    private @Nullable Problem judge(Parameters parameters, @Nullable String query, String... headers) {
        MultiMap map = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            map.add(headers[i], headers[i + 1]);
        }
        Match.Found found = (Match.Found) plan.routes().find("GET", "/test");
        return validator.request(
                found.operation(), new Message("GET", "/test", query, map), Body.Empty.EMPTY, parameters);
    }

    private static String words(Problem problem) {
        return String.join(
                "\n",
                problem.violations().stream()
                        .map(found -> "! " + found.in() + " " + found.name() + found.pointer() + " " + found.keyword()
                                + " " + found.schemaPointer())
                        .toList());
    }
}
