package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.schema.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractPlanTest {

    private static OperationPlan operation(ContractPlan plan, String id) {
        return plan.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(List<ParameterPlan> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.in() + " " + parameter.name())
                .toList();
    }

    @Test
    void anOperationReplacesParametersOfItsPath() {
        ContractPlan plan = Load.contract("""
                openapi: 3.0.3
                info: {title: T, version: 1.0}
                paths:
                  /{b}/{a}:
                    parameters:
                      - {name: a, in: path, required: true, schema: {type: string}}
                      - {name: b, in: path, required: true, schema: {type: string}}
                      - {name: q, in: query, schema: {type: string}}
                      - {name: X-H, in: header, schema: {type: string}}
                      - {name: AUTHORIZATION, in: header, schema: {type: string}}
                    get: {}
                    put:
                      operationId: change
                      parameters:
                        - {name: x-h, in: header, required: true, schema: {type: string}}
                        - {name: c, in: cookie, schema: {type: string}}
                        - {name: accept, in: header, schema: {type: string}}
                        - {name: b, in: path, required: true, style: label, schema: {type: string}}
                """);

        OperationPlan get = operation(plan, "GET /{b}/{a}");
        OperationPlan put = operation(plan, "change");
        assertThat(plan.title() + plan.version()).isEqualTo("T1.0");
        assertThat(names(get.pathParameters())).containsExactly("path b", "path a");
        assertThat(names(get.parameters())).containsExactly("query q", "header X-H");
        assertThat(names(put.parameters())).containsExactly("query q", "header x-h", "cookie c");
        assertThat(put.parameters().get(1).required()).isTrue();
        assertThat(put.pathParameters().get(0).style()).isEqualTo(Style.LABEL);
        assertThat(put.pathParameters().get(0).pointer()).isEqualTo("/paths/~1{b}~1{a}/put/parameters/3");
        assertThat(put.index()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"path, SIMPLE, false", "query, FORM, true", "header, SIMPLE, false", "cookie, FORM, true"})
    void styleAndExplodeDependOnThePlace(String in, Style style, boolean explode) {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths:
                  /{x}:
                    get: {parameters: [{name: x, in: path, required: true, schema: {}}, {name: y, in: %s, schema: {}}]}
                """.formatted(in.equals("path") ? "query" : in));

        ParameterPlan parameter = in.equals("path")
                ? plan.operations().get(0).pathParameters().get(0)
                : plan.operations().get(0).parameters().get(0);
        assertThat(parameter.in()).isEqualTo(In.valueOf(in.toUpperCase(java.util.Locale.ROOT)));
        assertThat(parameter.style()).isEqualTo(style);
        assertThat(parameter.explode()).isEqualTo(explode);
        assertThat(parameter.allowReserved() || parameter.allowEmptyValue() || parameter.defaultValue() != null)
                .isFalse();
    }

    @Test
    void otherStylesDoNotExplodeByDefault() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths:
                  /x:
                    get:
                      parameters:
                        - {name: a, in: query, style: pipeDelimited, schema: {}}
                        - {name: b, in: query, style: deepObject, explode: true, allowReserved: true, schema: {}}
                        - {name: c, in: query, explode: false, allowEmptyValue: true, schema: {}}
                """);

        List<ParameterPlan> parameters = plan.operations().get(0).parameters();
        assertThat(parameters).extracting(ParameterPlan::explode).containsExactly(false, true, false);
        assertThat(parameters).extracting(ParameterPlan::allowReserved).containsExactly(false, true, false);
        assertThat(parameters).extracting(ParameterPlan::allowEmptyValue).containsExactly(false, false, true);
    }

    @Test
    void defaultsComeThroughReferences() {
        String text = """
                openapi: %s
                paths:
                  /x:
                    get:
                      parameters:
                        - {name: a, in: query, schema: {$ref: '#/components/schemas/A', default: 3}}
                        - $ref: '#/components/parameters/B'
                components:
                  parameters:
                    B: {name: b, in: query, schema: {$ref: '#/components/schemas/A'}}
                  schemas:
                    A: {$ref: '#/components/schemas/C'}
                    C: {type: integer, default: 7}
                """;

        assertThat(defaults(text.formatted("3.1.0"))).containsExactly(BigDecimal.valueOf(3), BigDecimal.valueOf(7));
        assertThat(defaults(text.formatted("3.0.3")))
                .as("OpenAPI 3.0 ignores what stands beside $ref")
                .containsExactly(BigDecimal.valueOf(7), BigDecimal.valueOf(7));
    }

    private static List<BigDecimal> defaults(String text) {
        return Load.contract(text).operations().get(0).parameters().stream()
                .map(parameter ->
                        ((JsonValue.NumberValue) java.util.Objects.requireNonNull(parameter.defaultValue())).value())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/, ''",
        "'', ''",
        "/v1, /v1",
        "/v1/, /v1",
        "v1, /v1",
        "./v1, /v1",
        "., ''",
        "https://example.com, ''",
        "https://example.com/, ''",
        "https://example.com/a/b/?x=1#y, /a/b",
        "//example.com/a, /a",
        "'https://{host}:{port}/{base}', /api/v2",
    })
    void theFirstServerGivesTheBasePath(String url, String basePath) {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                servers:
                  - url: '%s'
                    variables: {host: {default: h}, port: {default: 8443}, base: {default: api/v2}}
                  - url: /other
                paths:
                  /x: {get: {}, put: {servers: [{url: /own}]}}
                """.formatted(url));

        assertThat(plan.basePath()).isEqualTo(basePath);
        assertThat(operation(plan, "GET " + basePath + "/x").path()).isEqualTo(basePath + "/x");
        assertThat(plan.routes().find("GET", basePath + "/x")).isInstanceOf(RouteTable.Match.Found.class);
        assertThat(plan.routes().find("PUT", "/own/x")).isInstanceOf(RouteTable.Match.Found.class);
    }

    @Test
    void limitsByOtherKeysHoldBesideThoseByProjectAndTheMostSpecificOfEachHoldsAlone() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                x-sluice-rate-limit:
                  - limits: [100/s]
                  - {by: [address], limits: [50/s]}
                paths:
                  /a:
                    get: {operationId: a1}
                    put: {operationId: a2, x-sluice-rate-limit: {by: [operation, caller], limits: [5/s]}}
                    post: {operationId: a3, x-sluice-rate-limit: [{by: [address], limits: [1/s]}, {limits: [2/s]}]}
                """);

        assertThat(limits(plan, "a1")).containsExactly("per-project [100/s]", "per-address [50/s]");
        assertThat(limits(plan, "a2"))
                .containsExactly("per-project [100/s]", "per-address [50/s]", "per-caller-operation-a2 [5/s]");
        assertThat(limits(plan, "a3")).containsExactly("per-project-a3 [2/s]", "per-address-a3 [1/s]");
    }

    private static List<String> limits(ContractPlan plan, String id) {
        OperationPlan operation = operation(plan, id);
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.ofNullable(operation.rateLimit()), operation.keyedLimits().stream())
                .map(limit -> limit.name() + " " + limit.windows())
                .toList();
    }

    @Test
    void operationsBelowOnePlaceShareOneLimit() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                x-sluice-rate-limit: {limits: [100/s, 5000/d], projects: {p1: [1/s]}}
                paths:
                  /a: {get: {operationId: a1}, put: {operationId: a2}}
                  /b/{x}:
                    parameters: [{name: x, in: path, required: true, schema: {}}]
                    x-sluice-rate-limit: {limits: [10/s]}
                    get: {operationId: b1}
                    put: {operationId: b2}
                    post: {operationId: b3, x-sluice-rate-limit: {limits: [1/s]}}
                  /b-x: {x-sluice-rate-limit: {limits: [10/s]}, get: {operationId: c1}}
                """);

        RateLimitPlan root = operation(plan, "a1").rateLimit();
        RateLimitPlan path = operation(plan, "b1").rateLimit();
        assertThat(root)
                .isEqualTo(new RateLimitPlan(
                        "per-project",
                        List.of(RateWindow.parse("100/s"), RateWindow.parse("5000/d")),
                        java.util.Map.of("p1", List.of(RateWindow.parse("1/s")))));
        assertThat(operation(plan, "a2").rateLimit()).isSameAs(root);
        assertThat(operation(plan, "b2").rateLimit()).isSameAs(path);
        assertThat(plan.operations())
                .extracting(operation ->
                        java.util.Objects.requireNonNull(operation.rateLimit()).name())
                .containsExactly(
                        "per-project",
                        "per-project",
                        "per-project-b-x",
                        "per-project-b-x",
                        "per-project-b3",
                        "per-project-b-x-2");
    }

    @Test
    void responsesNameTheirMediaTypesOnce() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths:
                  /x:
                    get:
                      responses:
                        200: {content: {application/json: {}, text/csv: {}}}
                        4XX: {$ref: '#/components/responses/E'}
                        default: {description: none}
                components: {responses: {E: {content: {application/problem+json: {}, Application/JSON; charset=utf-8: {}}}}}
                """);

        assertThat(plan.operations().get(0).responses().contentTypes())
                .extracting(MediaRange::toString)
                .containsExactly("application/json", "text/csv", "application/problem+json");
    }

    @Test
    void codesOfAParameterAreKnownByKeyword() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                x-sluice-errors: {shapes: {s: {contentType: a/a, body: $code}}, codes: {A: {}, B: {}, C: {}}}
                paths:
                  /x:
                    get:
                      parameters:
                        - {name: a, in: query, schema: {}, x-sluice-error: A}
                        - {name: b, in: query, schema: {}, x-sluice-error: {required: B, '*': C}}
                        - {name: c, in: query, schema: {}}
                      requestBody: {content: {a/a: {}}, x-sluice-error: {required: A}}
                """);

        OperationPlan operation = plan.operations().get(0);
        assertThat(operation.parameters())
                .extracting(parameter -> "" + parameter.codes().of("required"))
                .containsExactly("A", "B", "null");
        assertThat(operation.parameters())
                .extracting(parameter -> "" + parameter.codes().of("maximum"))
                .containsExactly("A", "C", "null");
        BodyPlan body = java.util.Objects.requireNonNull(operation.body());
        assertThat("" + body.codes().of("required") + body.codes().of("json")).isEqualTo("Anull");
    }
}
