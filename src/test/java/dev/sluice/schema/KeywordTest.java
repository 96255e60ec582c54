package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every keyword with what it accepts and what it refuses, by both evaluators. */
class KeywordTest {

    private record Row(Dialect dialect, String schema, List<String> accepted, List<String> refused) {}

    private static final List<Row> ROWS = List.of(
            row("true", List.of("1", "{}", "\"\""), List.of()),
            row("false", List.of(), List.of("1", "null", "{}")),
            row(
                    "{'type':'integer'}",
                    List.of("1", "-0", "1.0", "1e3", "12345678901234567890", "1E400"),
                    List.of("1.5", "1e-1", "'1'", "null")),
            row("{'type':'number'}", List.of("1", "1.5", "-1e-7"), List.of("'1'", "true")),
            row("{'type':['string','null']}", List.of("'a'", "null"), List.of("1", "[]")),
            row(
                    "{'minimum':1,'maximum':65535}",
                    List.of("1", "65535", "'x'", "1.0"),
                    List.of("0", "65536", "0.9999999999999999999", "1e999999999", "-1e999999999")),
            row("{'exclusiveMinimum':0,'exclusiveMaximum':1}", List.of("0.5", "1e-999999999"), List.of("0", "1", "-1")),
            row("{'minimum':1.5}", List.of("2", "1.5"), List.of("1", "-2")),
            row("{'maximum':-1.5}", List.of("-2", "-1.5"), List.of("-1", "0")),
            row(
                    "{'maximum':9007199254740993}",
                    List.of("9007199254740993"),
                    List.of("9007199254740994", "9007199254740993.1")),
            row("{'minimum':1e300}", List.of("1e300", "1e301"), List.of("999999999999999999", "1e299")),
            row("{'multipleOf':0.01}", List.of("1.11", "5", "0", "1e999999999"), List.of("1.111", "1e-999999999")),
            row("{'multipleOf':3}", List.of("9", "-3", "3e2", "0"), List.of("10", "1e999999999", "1.5")),
            row(
                    "{'type':'integer','format':'int32'}",
                    List.of("2147483647", "-2147483648"),
                    List.of("2147483648", "-2147483649", "1e10")),
            row(
                    "{'type':'integer','format':'int64'}",
                    List.of("9223372036854775807"),
                    List.of("9223372036854775808", "-9223372036854775809")),
            row(
                    "{'minLength':2,'maxLength':3}",
                    List.of("'ab'", "'abc'", "'\\uD83D\\uDE00x'", "'😀😀'", "'\\u0041\\n'", "1"),
                    List.of("'a'", "'😀'", "'abcd'", "'\\uD83D\\uDE00'")),
            row(
                    "{'pattern':'^[0-9a-f]{4}$'}",
                    List.of("'00ff'", "'\\u0030000'", "7"),
                    List.of("'00FF'", "'00ff0'", "'00f'", "'00f\\n'", "'00f٠'")),
            row("{'pattern':'b+c'}", List.of("'abbcd'"), List.of("'ac'")),
            row(
                    "{'enum':['TCP','UDP']}",
                    List.of("'TCP'", "'T\\u0043P'"),
                    List.of("'TC'", "'TCPx'", "'tcp'", "1", "null")),
            row(
                    "{'enum':['é','a\\\"b',1,true,null]}",
                    List.of("'é'", "'\\u00e9'", "'a\\\"b'", "1.0", "true", "null"),
                    List.of("'e'", "2", "false", "{}")),
            row("{'enum':[[1],{'a':1}]}", List.of("[1.0]", "{'a':1}"), List.of("[2]", "{}", "{'a':1,'b':2}")),
            row("{'const':'x'}", List.of("'x'"), List.of("'y'", "1")),
            row(
                    "{'items':{'type':'integer'},'minItems':1,'maxItems':2}",
                    List.of("[1]", "[1,2]", "{}"),
                    List.of("[]", "[1,2,3]", "['a']")),
            row("{'prefixItems':[{'type':'string'}],'items':false}", List.of("[]", "['a']"), List.of("[1]", "['a',1]")),
            row(
                    "{'uniqueItems':true}",
                    List.of("[1,2]", "[0,false]", "[[1],[2]]"),
                    List.of("[1,1.0]", "[{'a':1,'b':2},{'b':2,'a':1}]", "['a','\\u0061']", "[1e5,100000]")),
            row("{'required':['a','b']}", List.of("{'a':1,'b':2}", "[]"), List.of("{'a':1}", "{}", "{'A':1,'b':1}")),
            row(
                    "{'properties':{'a':{'type':'string'}},'additionalProperties':false}",
                    List.of("{}", "{'a':''}", "{'\\u0061':''}"),
                    List.of("{'b':1}", "{'a':1}", "{'\\u0061':1}")),
            row(
                    "{'properties':{'a':true},'additionalProperties':{'type':'string'}}",
                    List.of("{'a':1,'x':''}"),
                    List.of("{'x':1}")),
            row("{'minProperties':1,'maxProperties':2}", List.of("{'a':1}"), List.of("{}", "{'a':1,'b':1,'c':1}")),
            row("{'allOf':[{'minimum':1},{'maximum':3}]}", List.of("2"), List.of("0", "4")),
            row(
                    "{'allOf':[{'properties':{'a':{'type':'string'}}},{'properties':{'a':{'minLength':2},'b':{}},'additionalProperties':false}]}",
                    List.of("{'a':'xx'}"),
                    List.of("{'a':'x'}", "{'a':5}", "{'c':1}")),
            row("{'anyOf':[{'type':'string'},{'minimum':3}]}", List.of("'a'", "3"), List.of("2")),
            row("{'oneOf':[{'multipleOf':2},{'multipleOf':3}]}", List.of("2", "9"), List.of("6", "5")),
            row(
                    "{'patternProperties':{'^a':{'type':'integer'},'b$':{'minimum':3}},'additionalProperties':false}",
                    List.of("{}", "{'ab':3}", "{'a':1}", "{'\\u0061':1}", "{'b':'x'}", "[]"),
                    List.of("{'ab':2}", "{'a':'x'}", "{'c':1}", "{'\\u0061':'x'}")),
            row(
                    "{'properties':{'ax':{'minimum':2}},'patternProperties':{'^a':{'type':'integer'}},'required':['az']}",
                    List.of("{'ax':2,'az':0,'c':''}"),
                    List.of("{'ax':1,'az':0}", "{'ax':'','az':0}", "{'ax':2}", "{'az':''}")),
            row(
                    "{'properties':{'long':true},'propertyNames':{'maxLength':3}}",
                    List.of("{'abc':1}", "{}"),
                    List.of("{'long':1}", "{'abcd':1}")),
            row(
                    "{'contains':{'const':1},'minContains':2,'maxContains':3}",
                    List.of("[1,1]", "[1,'a',1,1.0]", "{}"),
                    List.of("[1]", "[1,1,1,1]")),
            row("{'contains':{'const':1},'minContains':0}", List.of("[]", "[2]"), List.of()),
            row(
                    "{'if':{'required':['a']},'then':{'required':['b']},'else':{'required':['c']}}",
                    List.of("{'a':1,'b':1}", "{'c':1}"),
                    List.of("{'a':1,'c':1}", "{'b':1}")),
            row(
                    "{'dependentRequired':{'a':['b','c']}}",
                    List.of("{'a':1,'b':1,'c':1}", "{'b':1}"),
                    List.of("{'a':1,'b':1}")),
            row(
                    "{'dependentSchemas':{'a':{'maxProperties':1}},'dependencies':{'b':['c']}}",
                    List.of("{'a':1}", "{'b':1,'c':1}"),
                    List.of("{'a':1,'x':1}", "{'b':1}")),
            row(
                    "{'properties':{'a':true},'anyOf':[{'properties':{'b':true},'required':['b']},true],'unevaluatedProperties':false}",
                    List.of("{'a':1}", "{'a':1,'b':1}"),
                    List.of("{'c':1}", "{'b':1,'c':1}")),
            row(
                    "{'prefixItems':[true],'contains':{'type':'string'},'minContains':0,'unevaluatedItems':{'type':'null'}}",
                    List.of("[1,null,'a']"),
                    List.of("[1,2]")),
            row("{'not':{'type':'string'}}", List.of("1"), List.of("'a'")),
            row(
                    "{'$ref':'#/$defs/n','$defs':{'n':{'properties':{'next':{'$ref':'#'},'v':{'type':'integer'}}}}}",
                    List.of("{'next':{'next':{'v':1}}}"),
                    List.of("{'next':{'next':{'v':'x'}}}")),
            row(Dialect.OPENAPI_3_0, "{'type':'string','nullable':true}", List.of("null", "'a'"), List.of("1")),
            row(Dialect.OPENAPI_3_0, "{'minimum':1,'exclusiveMinimum':true}", List.of("2", "1.1"), List.of("1")),
            row(Dialect.OPENAPI_3_0, "{'maximum':1,'exclusiveMaximum':false}", List.of("1"), List.of("2")),
            row(
                    Dialect.OPENAPI_3_0,
                    "{'$ref':'#/d','minimum':5,'d':{'type':'integer'}}",
                    List.of("1"),
                    List.of("'a'")));

    private static Row row(String schema, List<String> accepted, List<String> refused) {
        return row(Dialect.OPENAPI_3_1, schema, accepted, refused);
    }

    private static Row row(Dialect dialect, String schema, List<String> accepted, List<String> refused) {
        return new Row(
                dialect,
                json(schema),
                accepted.stream().map(KeywordTest::json).toList(),
                refused.stream().map(KeywordTest::json).toList());
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    @TestFactory
    List<DynamicTest> judgesValues() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : ROWS) {
            tests.add(DynamicTest.dynamicTest(row.schema(), () -> {
                Schema schema = Schemas.compile(row.dialect(), row.schema());
                row.accepted().forEach(value -> assertVerdict(schema, value, true));
                row.refused().forEach(value -> assertVerdict(schema, value, false));
            }));
        }
        return tests;
    }

    private static void assertVerdict(Schema schema, String value, boolean valid) {
        byte[] bytes = Schemas.bytes("x" + value + "x");
        assertThat(schema.accepts(bytes, 1, bytes.length - 1))
                .as("bytes of %s", value)
                .isEqualTo(valid);
        assertThat(schema.accepts(Schemas.parse(value))).as("tree of %s", value).isEqualTo(valid);
        assertThat(schema.explain(bytes, 1, bytes.length - 1, 10).isEmpty())
                .as("explanation of %s", value)
                .isEqualTo(valid);
    }
}
