package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.document.Fault;
import dev.sluice.schema.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each fault of a contract, with its place and what would be right. */
class ContractFaultsTest {

    private static final String OPERATION = "openapi: 3.1.0\npaths: {'/a/{x}': {get: {parameters: [%s]}}}\n";
    private static final String X = "{name: x, in: path, required: true, schema: {}}";

    private final List<DynamicTest> tests = new ArrayList<>();

    private void fault(String text, String... expected) {
        tests.add(DynamicTest.dynamicTest(
                expected[0], () -> assertThat(Load.faults(text)).containsExactly(expected)));
    }

    private void parameter(String parameter, String expected) {
        fault(OPERATION.formatted(X + ", " + parameter), "api.yaml:2:" + expected);
    }

    @TestFactory
    List<DynamicTest> faultsOfTheDocument() {
        fault("[]", "api.yaml:1:1: not the right kind of value: array (expected: an object)");
        fault(
                "a: 1",
                "api.yaml:1:1: not an OpenAPI document (expected: openapi: 3.0.x, 3.1.x or 3.2.x, or swagger: \"2.0\")");
        fault(
                "openapi: 4.0.0",
                "api.yaml:1:10: /openapi: unsupported version of OpenAPI (expected: openapi: 3.0.x, 3.1.x or 3.2.x,"
                        + " or swagger: \"2.0\")");
        fault("openapi: 3.0.3\ninfo: {}", "api.yaml:1:1: no paths (expected: paths: {…})");
        fault(
                "openapi: 3.0.3\npaths: []\nservers: {}\n",
                "api.yaml:2:8: /paths: not the right kind of value: array (expected: an object)",
                "api.yaml:3:10: /servers: not the right kind of value: object (expected: an array)");
        fault(
                "openapi: 3.0.3\npaths: {}\nservers: [{url: '/{v}'}]\n",
                "api.yaml:3:17: /servers/0/url: the variable {v} has no default (expected: variables: {v: {default: …}})");
        return tests;
    }

    @TestFactory
    List<DynamicTest> faultsOfPaths() {
        fault("openapi: 3.1.0\npaths: {a: {}}", "api.yaml:2:9: /paths: 'a': a path must begin with a slash");
        fault("openapi: 3.1.0\npaths: {'/{a': {}}", "api.yaml:2:9: /paths: '/{a': a '{' without its '}'");
        fault("openapi: 3.1.0\npaths: {'/a}': {}}", "api.yaml:2:9: /paths: '/a}': a '}' without its '{'");
        fault(
                "openapi: 3.1.0\npaths: {'/{}': {}}",
                "api.yaml:2:9: /paths: '/{}': an expression without a name (expected: {name})");
        fault(
                "openapi: 3.1.0\npaths: {/a: {$ref: '#/b'}}\nb: {$ref: '#/c'}\nc: {$ref: '#/b'}\n",
                "api.yaml:4:11: /c/$ref: the $ref leads back to itself: #/b → #/c → #/b (via /paths/~1a → /b)");
        fault(
                "openapi: 3.1.0\npaths: {/a: {$ref: other.yaml}}",
                "api.yaml:2:20: /paths/~1a/$ref: other.yaml cannot be had: the contract is a text that stands alone"
                        + " (expected: #/…)");
        fault(
                "openapi: 3.1.0\npaths: {/a: {get: []}}",
                "api.yaml:2:19: /paths/~1a/get: not the right kind of value: array (expected: an object)");
        fault(
                "openapi: 3.1.0\npaths:\n  /a/b: {get: {}}\n  /a/%62: {get: {}}\n",
                "api.yaml:4:17: /paths/~1a~1%62/get: no request can tell GET /a/%62 from GET /a/b (expected: one"
                        + " operation for a method and a path)");
        return tests;
    }

    @TestFactory
    List<DynamicTest> faultsOfParameters() {
        String at = "api.yaml:2:25: /paths/~1a~1{x}/get: ";
        fault(
                OPERATION.formatted(X + ", {name: xx, in: path, required: true, schema: {}}"),
                at + "the path parameter 'xx' is not in the path /a/{x} (is 'x' meant?)");
        String second = "88: /paths/~1a~1{x}/get/parameters/1: ";
        parameter("{name: q, schema: {}}", second + "a parameter without in (expected: path, query, header or cookie)");
        parameter(
                "{name: q, in: query, schema: {multipleOf: 0}}",
                "130: /paths/~1a~1{x}/get/parameters/1/schema/multipleOf: expected a number above 0");
        parameter("{in: query, schema: {}}", second + "a parameter without name (expected: the parameter's name)");
        parameter(
                "{name: q, in: body, schema: {}}",
                second + "'body' is no place for a parameter (expected: path, query, header or cookie)");
        parameter(
                "{name: q, in: header, style: form, schema: {}}",
                second + "'form' is no style of a header parameter (expected: simple)");
        parameter("{name: x, in: path, required: true, schema: {}}", second + "the path parameter 'x' is doubled");
        parameter(
                "{$ref: '#/components/parameters/Q'}",
                "95: /paths/~1a~1{x}/get/parameters/1/$ref: there is no #/components/parameters/Q");
        parameter(
                "{name: q, in: query, required: yes, schema: {}}",
                "119: /paths/~1a~1{x}/get/parameters/1/required: not the right kind of value: string (expected: true or"
                        + " false)");
        return tests;
    }

    @TestFactory
    List<DynamicTest> faultsOfBodiesAndResponses() {
        String head = "openapi: 3.1.0\npaths: {/a: {put: {";
        fault(
                head + "requestBody: {}}}}",
                "api.yaml:2:33: /paths/~1a/put/requestBody: a request body without content (expected: content:"
                        + " {application/json: {schema: …}})");
        fault(
                head + "responses: {600: {}, 2xx: {}, OK: {}, default: {}, 2XX: {}, x-y: 1}}}}",
                "api.yaml:2:32: /paths/~1a/put/responses: '600' is no status (expected: such as 200, 2XX or default)",
                "api.yaml:2:41: /paths/~1a/put/responses: '2xx' is no status (expected: such as 200, 2XX or default)",
                "api.yaml:2:50: /paths/~1a/put/responses: 'OK' is no status (expected: such as 200, 2XX or default)");
        fault(
                head
                        + "responses: {200: {$ref: '#/components/responses/Prot'}}}}}\ncomponents: {responses: {Port: {}}}",
                "api.yaml:2:44: /paths/~1a/put/responses/200/$ref: there is no #/components/responses/Prot (is 'Port'"
                        + " meant?)");
        return tests;
    }

    @TestFactory
    List<DynamicTest> faultsOfExtensions() {
        String head = "openapi: 3.1.0\npaths: {}\n";
        fault(head + "x-sluice-project: p", "api.yaml:3:1: no path has a parameter 'p'");
        fault(
                head + "x-sluice-rate-limit: {limits: [100/w, 1/s, 2/s], project: {}}",
                "api.yaml:3:32: /x-sluice-rate-limit/limits/0: '100/w' is no rate limit (expected: a quota per s, m, h or"
                        + " d, such as 100/s, 5000/m or 50/10s)",
                "api.yaml:3:44: /x-sluice-rate-limit/limits/2: a second limit for one period",
                "api.yaml:3:50: /x-sluice-rate-limit: unknown member 'project' (is 'projects' meant?) (expected: by,"
                        + " limits, projects)");
        fault(
                head + "x-sluice-rate-limit: {limits: [1/s], by: [caler, caller, caller]}",
                "api.yaml:3:43: /x-sluice-rate-limit/by/0: no key, or one that is there twice (expected: project, caller,"
                        + " address, operation)",
                "api.yaml:3:58: /x-sluice-rate-limit/by/2: no key, or one that is there twice (expected: project, caller,"
                        + " address, operation)");
        fault(
                head + "x-sluice-rate-limit: {limits: [1/s], by: [], projects: {p: [1/s]}}",
                "api.yaml:3:42: /x-sluice-rate-limit/by: no key (expected: at least one, such as caller)");
        fault(
                head
                        + "x-sluice-rate-limit: [{limits: [1/s], by: [caller], projects: {}}, {limits: [2/s], by: [caller]}]",
                "api.yaml:3:23: /x-sluice-rate-limit/0: projects have lines of their own only where a limit is by project"
                        + " alone",
                "api.yaml:3:68: /x-sluice-rate-limit/1: a second limit by the same keys");
        fault(
                head + "x-sluice-rate-limit: {}",
                "api.yaml:3:22: /x-sluice-rate-limit: no limits (expected: limits: [100/s])");
        fault(
                head + "x-sluice-rate-limit: {limits: []}",
                "api.yaml:3:31: /x-sluice-rate-limit/limits: no limit (expected: at least one, such as 100/s)");
        fault(
                OPERATION.formatted(X.replace("schema: {}", "schema: {}, x-sluice-error: {requird: A, '*': 1}")),
                "api.yaml:2:104: /paths/~1a~1{x}/get/parameters/0/x-sluice-error: 'requird' is not a keyword (expected: a"
                        + " JSON Schema keyword, json, style or \"*\")",
                "api.yaml:2:113: /paths/~1a~1{x}/get/parameters/0/x-sluice-error/requird: the code 'A' is not among the"
                        + " codes of x-sluice-errors",
                "api.yaml:2:121: /paths/~1a~1{x}/get/parameters/0/x-sluice-error/*: not an error code: number (expected: a"
                        + " string, or an object from keyword to string)");
        return tests;
    }

    @Test
    void tellsAllFaultsAtOnceInTheirOrder() {
        List<String> faults = Load.faults("""
                openapi: 3.1.0
                x-sluice-project: nobody
                paths:
                  /a/{x}:
                    get: {parameters: [{in: query}], responses: {9: {}}}
                    put: {requestBody: {$ref: '#/nowhere'}}
                """);

        assertThat(faults)
                .hasSize(4)
                .isSortedAccordingTo(java.util.Comparator.comparing(fault -> Integer.parseInt(fault.split(":", 3)[1])));
    }

    @Test
    void toleratesWithAWarning() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                x-sluice-rate-limits: {}
                x-other: {}
                paths:
                  /a:
                    gett: {}
                    get: {operationId: a, x-sluice-eror: A}
                    put: {operationId: a}
                  /b/{x}:
                    post: {parameters: [{name: x, in: path, schema: {}}, {name: q, in: query}]}
                  /c:
                    $ref: '#/paths/~1a'
                    summary: s
                  /d#e: {}
                  /e/{y}/{y}: {get: {}, put: {requestBody: {content: {json: {}}}}}
                  /e/{x}/{z}: {get: {responses: {200: {content: {json: {}, '*': {}}}}}}
                """);

        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:2:1: 'x-sluice-rate-limits' has no meaning here (is 'x-sluice-rate-limit' meant?); it is"
                                + " ignored",
                        "api.yaml:6:5: /paths/~1a: 'gett' is no method (is 'get' meant?); it is ignored",
                        "api.yaml:7:10: /paths/~1a/get: the operationId 'a' is doubled (via /paths/~1c)",
                        "api.yaml:7:27: /paths/~1a/get: 'x-sluice-eror' has no meaning here; it is ignored",
                        "api.yaml:8:10: /paths/~1a/put: the operationId 'a' is doubled",
                        "api.yaml:10:25: /paths/~1b~1{x}/post/parameters/0: a path parameter that is not required"
                                + " (expected: required: true); it is required",
                        "api.yaml:10:58: /paths/~1b~1{x}/post/parameters/1: a parameter without schema; its value is not"
                                + " judged",
                        "api.yaml:12:5: /paths/~1c: members beside $ref are ignored",
                        "api.yaml:14:3: /paths: '/d#e': no request's path holds '?' or '#'; it is never met",
                        "api.yaml:15:3: /paths: '/e/{y}/{y}': the expression {y} is doubled; each is judged",
                        "api.yaml:15:21: /paths/~1e~1{y}~1{y}/get: " + undeclared("y"),
                        "api.yaml:15:30: /paths/~1e~1{y}~1{y}/put: " + undeclared("y"),
                        "api.yaml:15:54: /paths/~1e~1{y}~1{y}/put/requestBody/content: none of its keys is a media type; a"
                                + " body of any media type passes unjudged",
                        "api.yaml:15:55: /paths/~1e~1{y}~1{y}/put/requestBody/content: 'json' is no media type (expected:"
                                + " type/subtype, such as application/json); no message has it",
                        "api.yaml:16:21: /paths/~1e~1{x}~1{z}/get: " + undeclared("x"),
                        "api.yaml:16:21: /paths/~1e~1{x}~1{z}/get: " + undeclared("z"),
                        "api.yaml:16:21: /paths/~1e~1{x}~1{z}/get: no request can tell GET /e/{x}/{z} from GET /e/{y}/{y}"
                                + " by its shape; it goes to the first whose path parameters it fits",
                        "api.yaml:16:50: /paths/~1e~1{x}~1{z}/get/responses/200/content: 'json' is no media type"
                                + " (expected: type/subtype, such as application/json); no message has it");
    }

    private static String undeclared(String name) {
        return "the expression {" + name + "} of the path has no parameter (expected: in: path, name: " + name
                + "); its value is not judged";
    }

    @Test
    void warnsOfNullableThatIsNotSeen() {
        String schemas = """
                paths:
                  /a:
                    put:
                      requestBody: {content: {application/json: {schema: {properties: {
                        a: {$ref: '#/components/schemas/S', nullable: true},
                        b: {nullable: true, allOf: [{$ref: '#/components/schemas/S'}]},
                        c: {type: string, nullable: true, enum: [x]},
                        d: {type: string, nullable: true, enum: [x, null]},
                        e: {nullable: true}, f: {type: string, nullable: true, oneOf: [{}]}, g: {nullable: false, enum: [x]}
                      }}}}}
                components: {schemas: {S: {type: string}}}
                """;

        assertThat(nullable("3.0.3", schemas))
                .containsExactly(
                        "6 nullable means nothing without a type beside it (expected: an alternative such as {enum: [null]})",
                        "7 nullable means nothing without a type beside it (expected: an alternative such as {enum: [null]})",
                        "8 enum refuses null, whatever nullable says (expected: null among its values)");
        assertThat(nullable("3.1.1", schemas))
                .hasSize(6)
                .contains("10 nullable means nothing from OpenAPI 3.1 on (expected: null among the types)");
    }

    private static List<String> nullable(String version, String text) {
        return Load.contract("openapi: " + version + "\n" + text).warnings().stream()
                .map(warning -> warning.place().line() + " " + warning.message())
                .toList();
    }

    @Test
    void aTagThatNobodyKnowsIsPassedOver() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths:
                  /a:
                    get:
                      x-amazon-apigateway-integration: {uri: !Sub 'arn:${Region}', credentials: !GetAtt Role.Arn}
                """);

        String tags =
                "api.yaml:5:%d: /paths/~1a/get/x-amazon-apigateway-integration/%s: unknown tag %s (expected: none);"
                        + " the value is read as if it had none";
        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(tags.formatted(46, "uri", "!Sub"), tags.formatted(81, "credentials", "!GetAtt"));
    }

    @Test
    void aPatternThatIsNotOfEcma262IsReadAsJavaDoesOrNotJudged() {
        ContractPlan plan = Load.contract("""
                openapi: 3.1.0
                paths:
                  /a:
                    get:
                      parameters:
                        - {name: java, in: query, schema: {type: string, pattern: '\\A[a-z]+\\z'}}
                        - {name: none, in: query, schema: {type: string, pattern: '(', maxLength: 2}}
                        - {name: number, in: query, schema: {type: string, pattern: 0}}
                """);

        assertThat(plan.operations().get(0).parameters())
                .extracting(parameter -> accepts(parameter, "ab") + " " + accepts(parameter, "abc\n"))
                .containsExactly("true false", "true false", "true true");
        assertThat(plan.warnings().stream().map(Fault::toString))
                .containsExactly(
                        "api.yaml:6:67: /paths/~1a/get/parameters/0/schema/pattern: no regular expression of ECMA-262:"
                                + " unknown escape at character 2; it is read as one of Java",
                        "api.yaml:7:67: /paths/~1a/get/parameters/1/schema/pattern: no regular expression of ECMA-262:"
                                + " a group that is not closed at character 1; it is not judged",
                        "api.yaml:8:69: /paths/~1a/get/parameters/2/schema/pattern: not the right kind of value: number (expected: a string); it is not"
                                + " judged");
    }

    private static boolean accepts(ParameterPlan parameter, String text) {
        return parameter.schema().accepts(new JsonValue.StringValue(-1, -1, text));
    }

    @Test
    void aMemberPatternThatNobodyCanReadIsAFault() {
        String schema = "{type: object, patternProperties: {'(': {}}, additionalProperties: false}";

        assertThat(Load.faults("openapi: 3.1.0\npaths: {/a: {get: {parameters: [{name: q, in: query, schema: " + schema
                        + "}]}}}"))
                .singleElement()
                .asString()
                .contains("/schema/patternProperties: no regular expression of ECMA-262");
    }
}
