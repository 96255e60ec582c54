package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.contract.ErrorDialect.Part;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorDialectTest {

    private static final String HEAD = "openapi: 3.1.0\npaths: {}\nx-sluice-errors:\n";

    private static ErrorDialect dialect(String text) {
        return Load.contract(HEAD + text.indent(2)).errors();
    }

    /** The parts in one line, slots in angle brackets. */
    private static String text(List<Part> parts) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                text.append(literal.bytes());
            } else if (part instanceof Part.Slot slot) {
                text.append('<').append(slot.value()).append('>');
            } else if (part instanceof Part.Member member) {
                text.append(member.before()).append(text(List.of(member.slot())));
            } else if (part instanceof Part.Violations list) {
                text.append("«").append(list.before()).append(text(list.item())).append("»");
            }
        }
        return text.toString();
    }

    @Test
    void readsATemplateAsParts() {
        ErrorDialect dialect = dialect("""
                shapes:
                  one:
                    contentType: application/json
                    body:
                      'na"me': {code: $code, list: $violations}
                      fixed: [1.0, true, null, 'a"\\b', {}, $status]
                      more: [$message, $detail, $requestId, $type]
                    violation: {in: $in, name: $name, p: [$pointer], k: $keyword, s: $schemaPointer, m: $message}
                """);

        assertThat(dialect.fallback().shape().contentType()).isEqualTo("application/json");
        assertThat(text(dialect.fallback().shape().body()))
                .isEqualTo("{\"na\\\"me\":{\"code\":<CODE>«,\"list\":{\"in\":<VIOLATION_IN>,\"name\":<VIOLATION_NAME>,"
                        + "\"p\":[<VIOLATION_POINTER>],\"k\":<VIOLATION_KEYWORD>,\"s\":<VIOLATION_SCHEMA_POINTER>,"
                        + "\"m\":<VIOLATION_MESSAGE>}»},\"fixed\":[1.0,true,null,\"a\\\"\\\\b\",{},<STATUS>],"
                        + "\"more\":[<MESSAGE>,<DETAIL>,<REQUEST_ID>,<TYPE>]}");
    }

    @Test
    void entriesInheritFromTheirCode() {
        ErrorDialect dialect = dialect("""
                shapes:
                  a: {contentType: a/a, body: $code}
                  b: {contentType: b/b, body: $message}
                codes:
                  C.1: {status: 409, message: Conflict., shape: b}
                  C.2: {}
                problems:
                  plain: {code: C.1}
                  other: {code: C.1, status: 400, message: Own., shape: a}
                  free: {code: X, message: $detail}
                fallback: {shape: b}
                """);

        Entry plain = dialect.entry("plain", null);
        Entry other = dialect.entry("other", null);
        assertThat(List.of(
                        String.valueOf(plain.status()),
                        String.valueOf(plain.message()),
                        plain.shape().contentType()))
                .containsExactly("409", "Conflict.", "b/b");
        assertThat(List.of(
                        String.valueOf(other.status()),
                        String.valueOf(other.message()),
                        other.shape().contentType()))
                .containsExactly("400", "Own.", "a/a");
        assertThat(dialect.entry("free", null).message()).isEqualTo(ErrorDialect.MESSAGE_IS_DETAIL);
        assertThat(dialect.entry("free", null).code()).isEqualTo("X");
        assertThat(dialect.entry("free", "C.2").code())
                .as("the code of a violation comes first")
                .isEqualTo("C.2");
        assertThat(dialect.entry("free", "C.2").status()).isNull();
        assertThat(dialect.entry("unknown", "unknown").shape().contentType()).isEqualTo("b/b");
    }

    @Test
    void aContractWithoutDialectHasProblemDetails() {
        ErrorDialect dialect = Load.contract("openapi: 3.1.0\npaths: {}\n").errors();

        assertThat(dialect).isSameAs(ErrorDialect.PROBLEM_DETAILS);
        assertThat(dialect.fallback().shape().contentType()).isEqualTo("application/problem+json");
        assertThat(text(dialect.fallback().shape().body()))
                .isEqualTo("{\"type\":\"about:blank\",\"title\":<MESSAGE>,\"status\":<STATUS>,\"detail\":<DETAIL>,"
                        + "\"code\":<TYPE>,\"request_id\":<REQUEST_ID>«,\"errors\":{\"in\":<VIOLATION_IN>,"
                        + "\"name\":<VIOLATION_NAME>,\"pointer\":<VIOLATION_POINTER>,\"keyword\":<VIOLATION_KEYWORD>,"
                        + "\"detail\":<VIOLATION_MESSAGE>}»}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | api.yaml:4:3: /x-sluice-errors: no shape (expected: shapes: {name: {contentType, body, violation}})",
                "shapes: {a: {body: {}}} | api.yaml:4:15: /x-sluice-errors/shapes/a: an incomplete shape (expected: contentType and body)",
                "shapes: {a: {contentType: a/a, body: $cod}} | api.yaml:4:40: /x-sluice-errors/shapes/a/body: there is no slot $cod (is '$code' meant?) (expected: $code, $detail, $message, $requestId, $status, $type)",
                "shapes: {a: {contentType: a/a, body: $codes}} | api.yaml:4:40: /x-sluice-errors/shapes/a/body: a slot within a longer string (expected: the slot alone)",
                "shapes: {a: {contentType: a/a, body: 'code $code'}} | api.yaml:4:40: /x-sluice-errors/shapes/a/body: a slot within a longer string (expected: the slot alone)",
                "shapes: {a: {contentType: a/a, body: {l: $violations}}} | api.yaml:4:44: /x-sluice-errors/shapes/a/body/l: $violations needs to know what one looks like (expected: violation: {…} beside body)",
                "shapes: {a: {contentType: a/a, body: {l: $violations}, violation: {}}} | api.yaml:4:44: /x-sluice-errors/shapes/a/body/l: $violations in the first member of its object (expected: behind one that is always there)",
                "shapes: {a: {contentType: a/a, body: [$violations], violation: {}}} | api.yaml:4:41: /x-sluice-errors/shapes/a/body/0: $violations can only be a member of an object in a body",
                "shapes: {a: {contentType: a/a, body: {}, extra: 1}} | api.yaml:4:44: /x-sluice-errors/shapes/a: unknown member 'extra' (expected: body, contentType, violation)",
            })
    void refusesShapesThatCannotBeWritten(String text, String fault) {
        String indented = text.equals("{}") ? "  {}\n" : "  " + text + "\n";

        assertThat(Load.faults(HEAD + indented)).contains(fault);
    }

    @Test
    void refusesEntriesThatMeanNothing() {
        List<String> faults = Load.faults(HEAD + """
                shapes: {only: {contentType: a/a, body: $code}}
                codes:
                  A: {status: 200, code: B}
                  B: {status: '400', shape: onyl}
                problems:
                  p: {message: $message}
                  q: []
                  r: {stauts: 400}
                """.indent(2));

        assertThat(faults)
                .containsExactly(
                        "api.yaml:6:17: /x-sluice-errors/codes/A/status: not the status of an error (expected: 400 to 599)",
                        "api.yaml:6:22: /x-sluice-errors/codes/A: unknown member 'code' (expected: message, shape, status)",
                        "api.yaml:7:8: /x-sluice-errors/codes/B: there is no shape 'onyl' (is 'only' meant?)",
                        "api.yaml:7:17: /x-sluice-errors/codes/B/status: not the status of an error (expected: 400 to 599)",
                        "api.yaml:9:8: /x-sluice-errors/problems/p: the message '$message' (expected: a sentence, or"
                                + " $detail)",
                        "api.yaml:10:8: /x-sluice-errors/problems/q: not the right kind of value: array (expected: an"
                                + " object)",
                        "api.yaml:11:9: /x-sluice-errors/problems/r: unknown member 'stauts' (is 'status' meant?)"
                                + " (expected: code, message, shape, status)");
    }
}
