package dev.sluice.validation;

import static dev.sluice.validation.Requests.message;
import static dev.sluice.validation.Requests.operation;
import static dev.sluice.validation.Requests.parameter;
import static dev.sluice.validation.Requests.violations;
import static dev.sluice.validation.Requests.words;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.exchange.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {

    private final RequestValidator validator = new RequestValidator();

    private String decoded(ParameterPlan plan, Message message) {
        OperationPlan operation = operation(List.of(), List.of(plan), null);
        Parameters parameters = new Parameters(operation);
        Problem problem = validator.request(operation, message, Body.Empty.EMPTY, parameters);
        return problem == null
                ? words(parameters.get(plan.in(), plan.name()))
                : violations(problem).toString();
    }

    private String decodedPath(String schema, String segment) {
        ParameterPlan plan = parameter(In.PATH, "id", true, false, schema);
        OperationPlan operation = operation(List.of(plan), List.of(), null);
        Parameters parameters = new Parameters(operation);
        Problem problem = validator.path(operation, List.of(segment), parameters);
        return problem == null
                ? words(parameters.get(In.PATH, "id"))
                : violations(problem).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'string'} | a%20b+c%2Fd%252F | \"a b+c/d%2F\"",
                "{'type':'string'} | %C3%A9 | \"é\"",
                "{'type':'string'} | %C3 | [path id style E.id]",
                "{'type':'string'} | %C0%AF | [path id style E.id]",
                "{'type':'string'} | %ED%A0%80 | [path id style E.id]",
                "{'type':'string'} | %2 | [path id style E.id]",
                "{'type':'string'} | %zz | [path id style E.id]",
                "{'type':'string'} | %+1 | [path id style E.id]",
                "{'type':'string'} | é | [path id style E.id]",
                "{'type':'integer','minimum':5} | 7 | 7",
                "{'type':'integer','minimum':5} | 4 | [path id minimum E.id]",
                "{'type':'integer'} | 07 | [path id type E.id]",
                "{'type':'integer'} | x | [path id type E.id]",
                "{'type':'string'} | 7 | \"7\"",
                "{'type':['integer','string']} | 7 | 7",
                "{'anyOf':[{'type':'boolean'},{'type':'string','maxLength':2}]} | true | true",
                "{'allOf':[{'type':'number'},{'maximum':3}]} | 2.50 | 2.50",
                "{'type':'array','items':{'type':'integer'}} | 1,2 | [1, 2]",
                "{'type':'array','items':{'type':'string'}} | a%2Cb,c | [\"a,b\", \"c\"]",
                "{'type':'array','items':{'type':'integer'}} | 1,x | [path id/1 type E.id]",
                "{'type':'object','properties':{'r':{'type':'integer'}}} | r,1,g,2 | {r=1, g=\"2\"}",
                "{'type':'object'} | r,1,g | [path id style E.id]",
            })
    void decodesPathParameters(String schema, String segment, String expected) {
        assertThat(decodedPath(schema, segment)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "false | {'type':'string'} | q=a+b%2Bc%26 | \"a b+c&\"",
                "false | {'type':'string'} | x=1&%71=v&qq=2 | \"v\"",
                "false | {'type':'string'} | q=a=b | \"a=b\"",
                "false | {'type':'string'} | q | \"\"",
                "false | {'type':'string'} | x=q | absent",
                "false | {'type':'string'} | &&=1&q=%ff | [query q style E.q]",
                "false | {'type':'string'} | q=1&q=2 | [query q style E.q]",
                "false | {'type':'integer'} | q= | [query q type E.q]",
                "false | {'type':['integer','null']} | q= | null",
                "false | {'type':'boolean'} | q=true | true",
                "false | {'type':'boolean'} | q=TRUE | [query q type E.q]",
                "false | {'type':'number'} | q=1e999999999 | [query q type E.q]",
                "false | {'type':'array','items':{'type':'integer'}} | q=1,2 | [1, 2]",
                "false | {'type':'array','maxItems':1} | q=1%2C2 | [\"1,2\"]",
                "false | {'type':'array'} | q=1&q=2 | [query q style E.q]",
                "true | {'type':'array','items':{'type':'integer'}} | q=1&a=0&q=2 | [1, 2]",
                "true | {'type':'array','items':{'type':'string'}} | q=1,2 | [\"1,2\"]",
                "true | {'type':['array','integer'],'items':{'type':'integer'}} | q=1 | 1",
                "true | {'type':['array','integer'],'items':{'type':'integer'}} | q=1&q=2 | [1, 2]",
            })
    void decodesFormStyleInTheQuery(boolean explode, String schema, String query, String expected) {
        assertThat(decoded(parameter(In.QUERY, "q", false, explode, schema), message(query)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "one=1&one=2 | expected the query parameter to be there once",
                "list=1&list=2 | expected the query parameter to be there once",
                "list=%zz | expected one well-encoded value in form style",
                "a[r]=1&a[r]=2 | expected name[member]=value in percent-encoded UTF-8, one value for each member",
                "a=1 | expected name[member]=value in percent-encoded UTF-8, one value for each member",
                "x=1&x=2 | expected one well-encoded value for each member",
            })
    void saysWhatIsMissed(String query, String expected) {
        OperationPlan operation = Operations.operation("3.1.0", "get", """
                parameters:
                  - {name: one, in: query, schema: {type: integer}}
                  - {name: list, in: query, explode: false, schema: {type: array, items: {type: integer}}}
                  - {name: a, in: query, style: deepObject, explode: true, schema: {type: object, properties: {r: {type: integer}}}}
                  - {name: point, in: query, schema: {type: object, properties: {x: {type: integer}}}}
                """, "");

        assertThat(Operations.queryMessages(operation, query)).containsExactly(expected);
    }

    @Test
    void decodesDelimitedStyles() {
        String schema = "{'type':'array','items':{'type':'integer'}}";

        assertThat(decoded(parameter(In.QUERY, "q", false, Style.SPACE_DELIMITED, false, schema), message("q=1%202+3")))
                .isEqualTo("[1, 2, 3]");
        assertThat(decoded(parameter(In.QUERY, "q", false, Style.PIPE_DELIMITED, false, schema), message("q=1|2%7c3")))
                .isEqualTo("[1, 2, 3]");
    }

    @Test
    void readsHeadersAndCookies() {
        ParameterPlan header =
                parameter(In.HEADER, "X-Ids", true, false, "{'type':'array','items':{'type':'integer'}}");
        ParameterPlan cookie = parameter(In.COOKIE, "session", false, true, "{'type':'string','maxLength':3}");

        assertThat(decoded(header, message(null, "x-ids", "1, 2", "X-IDS", "3")))
                .isEqualTo("[1, 2, 3]");
        assertThat(decoded(header, message(null))).isEqualTo("[header X-Ids required E.X-Ids]");
        assertThat(decoded(cookie, message(null, "Cookie", "a=1; session=\"x%20y\"; b=2")))
                .isEqualTo("\"x y\"");
        assertThat(decoded(cookie, message(null, "Cookie", "session=abcd")))
                .isEqualTo("[cookie session maxLength E.session]");
        assertThat(decoded(cookie, message(null, "Cookie", "xsession=1"))).isEqualTo("absent");
    }

    @Test
    void listsAllViolationsInTheOrderQueryHeaderCookie() {
        OperationPlan operation = operation(
                List.of(),
                List.of(
                        parameter(In.COOKIE, "c", true, true, "{}"),
                        parameter(In.HEADER, "h", true, false, "{'type':'integer','multipleOf':2,'minimum':10}"),
                        parameter(In.QUERY, "b", true, true, "{}"),
                        parameter(In.QUERY, "a", true, true, "{'enum':['x']}")),
                null);

        Problem problem =
                validator.request(operation, message("a=y", "H", "7"), Body.Empty.EMPTY, new Parameters(operation));

        assertThat(violations(problem))
                .containsExactly(
                        "query b required E.b",
                        "query a enum E.a",
                        "header h minimum E.h",
                        "header h multipleOf E.h",
                        "cookie c required E.c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"&", "&&&&", "=", "=&=", "%", "%&%%", "+", "a", "a&b", "q%", "%71%", "?q", "#", "q==&q"})
    void survivesOddQueries(String query) {
        ParameterPlan plan = parameter(In.QUERY, "zz", false, true, "{'type':'string'}");

        assertThat(decoded(plan, message(query))).isEqualTo("absent");
    }
}
