package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a Swagger 2.0 document is told in its own words, all at once. */
class SwaggerFaultsTest {

    private static List<String> texts(List<Fault> faults) {
        return faults.stream().map(Fault::toString).toList();
    }

    private static List<String> faults(String text) {
        DocumentException refused =
                catchThrowableOfType(DocumentException.class, () -> Contracts.parse("a.yaml", text, Reading.CHECK));
        assertThat(refused).isNotNull();
        return texts(refused.faults());
    }

    private static List<String> warnings(String text) throws DocumentException {
        return texts(Contracts.parse("a.yaml", text, Reading.CHECK).warnings());
    }

    private static String operation(String members) {
        return "swagger: '2.0'\npaths: {/a: {get: {\n" + members + "}}}\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "swagger: '1.2' | a.yaml:1:10: /swagger: unsupported version of Swagger",
                "swagger: '3.0' | a.yaml:1:10: /swagger: unsupported version of Swagger",
                "swagger: {} | a.yaml:1:10: /swagger: unsupported version of Swagger",
                "swaggerVersion: '1.2' | a.yaml:1:1: Swagger 1 is not read",
                "swagger: '2.0' | a.yaml:1:1: no paths (expected: paths: {…})"
            })
    void otherVersionsAreRefused(String text, String expected) {
        assertThat(faults(text)).singleElement().asString().startsWith(expected);
    }

    @Test
    void aVersionThatIsANumberIsTaken() throws DocumentException {
        assertThat(warnings("swagger: 2.0\npaths: {}"))
                .containsExactly("a.yaml:1:10: /swagger: the version is no string (expected: \"2.0\")");
    }

    @Test
    void theKindsOfTheDocumentsMembers() {
        assertThat(faults("""
                swagger: "2.0"
                host: 5
                basePath: []
                schemes: https
                consumes: application/json
                produces: [5]
                securityDefinitions: []
                paths: []
                """))
                .containsExactly(
                        "a.yaml:2:7: /host: not the right kind of value: number (expected: a string)",
                        "a.yaml:3:11: /basePath: not the right kind of value: array (expected: a string)",
                        "a.yaml:4:10: /schemes: not the right kind of value: string (expected: an array)",
                        "a.yaml:5:11: /consumes: not the right kind of value: string (expected: an array)",
                        "a.yaml:6:12: /produces/0: not the right kind of value: number (expected: a string)",
                        "a.yaml:7:22: /securityDefinitions: not the right kind of value: array (expected: an object)",
                        "a.yaml:8:8: /paths: not the right kind of value: array (expected: an object)");
    }

    @Test
    void parametersThatMeanNothing() {
        assertThat(faults(operation("""
                parameters: [
                 {in: query, type: string},
                 {name: b, type: string},
                 {name: c, in: formdata, type: string},
                 {name: d, in: cookie, type: string},
                 {name: e, in: query, type: strng},
                 {name: f, in: query, type: file},
                 {name: g, in: query, type: array, items: {type: string}, collectionFormat: commas},
                 {name: h, in: path, type: string, required: true},
                 {name: i, in: query, type: integer, maximum: low},
                 7,
                 {$ref: '#/parameters/J'}]""")))
                .containsExactly(
                        "a.yaml:2:19: /paths/~1a/get: the path parameter 'h' is not in the path /a",
                        "a.yaml:4:2: /paths/~1a/get/parameters/0: a parameter without name (expected: the parameter's name)",
                        "a.yaml:5:2: /paths/~1a/get/parameters/1: a parameter without in (expected: path, query, header,"
                                + " formData or body)",
                        "a.yaml:6:16: /paths/~1a/get/parameters/2/in: 'formdata' is no place for a parameter (is 'formData'"
                                + " meant?) (expected: path, query, header, formData or body)",
                        "a.yaml:7:16: /paths/~1a/get/parameters/3/in: 'cookie' is no place for a parameter (expected: path,"
                                + " query, header, formData or body)",
                        "a.yaml:8:29: /paths/~1a/get/parameters/4/type: unknown type (expected: string, number, integer,"
                                + " boolean or array)",
                        "a.yaml:9:29: /paths/~1a/get/parameters/5/type: type: file is for in: formData and responses"
                                + " (expected: string, number, integer, boolean or array)",
                        "a.yaml:10:77: /paths/~1a/get/parameters/6/collectionFormat: 'commas' is no collectionFormat"
                                + " (expected: csv, ssv, tsv, pipes, multi)",
                        "a.yaml:12:47: /paths/~1a/get/parameters/8/maximum: not the right kind of value: string (expected: a number)",
                        "a.yaml:13:2: /paths/~1a/get/parameters/9: not the right kind of value: number (expected: an"
                                + " object)",
                        "a.yaml:14:9: /paths/~1a/get/parameters/10/$ref: there is no #/parameters/J");
    }

    @Test
    void oneBodyAtMostAndNoFormBesideIt() {
        assertThat(faults(operation("""
                parameters: [
                 {name: b, in: body, schema: {type: object}},
                 {name: c, in: body, schema: {type: object}},
                 {name: f, in: formData, type: string},
                 {name: f, in: formData, type: string}]""")))
                .containsExactly(
                        "a.yaml:5:2: /paths/~1a/get/parameters/1: a second parameter in: body (expected: one)",
                        "a.yaml:6:2: /paths/~1a/get/parameters/2: a parameter in: formData beside one in: body (expected:"
                                + " one of the two)",
                        "a.yaml:7:2: /paths/~1a/get/parameters/3: the formData parameter 'f' is doubled");
    }

    @Test
    void responsesAndDefinitionsThatMeanNothing() {
        assertThat(faults(operation("""
                responses: {
                 foo: {description: d},
                 200: {description: d, schema: {$ref: '#/definitions/A'}, headers: [], examples: []},
                 201: {description: d, headers: {X: {type: strng}}},
                 202: {$ref: '#/responses/R'}}""") + "definitions: {A: {type: object, properties: {f: {type: file}}}}"))
                .containsExactly(
                        "a.yaml:4:2: /paths/~1a/get/responses: 'foo' is no status (expected: such as 200 or default)",
                        "a.yaml:5:68: /paths/~1a/get/responses/200/headers: not the right kind of value: array (expected: an"
                                + " object)",
                        "a.yaml:5:82: /paths/~1a/get/responses/200/examples: not the right kind of value: array (expected:"
                                + " an object)",
                        "a.yaml:6:44: /paths/~1a/get/responses/201/headers/X/type: unknown type (expected: string, number,"
                                + " integer, boolean or array)",
                        "a.yaml:7:14: /paths/~1a/get/responses/202/$ref: there is no #/responses/R",
                        "a.yaml:8:56: /definitions/A/properties/f/type: unknown type (expected: array, boolean, integer, null,"
                                + " number, object or string) (via /paths/~1a/get/responses/200/schema)");
    }

    @Test
    void whatCanBeReadAllTheSameIsAWarning() throws DocumentException {
        assertThat(warnings("""
                swagger: "2.0"
                host: https://api.example/v3
                basePath: v1
                servers: []
                consumes: [application/json, nonsense]
                securityDefinitions: {k: {type: http}}
                paths:
                  /a:
                    trace: {}
                    post:
                      requestBody: {}
                      parameters:
                        - {name: a, in: query}
                        - {name: b, in: query, type: object}
                        - {name: c, in: header, type: array, collectionFormat: multi, items: {type: string}}
                        - {name: d, in: query, schema: {type: string}}
                        - {name: e, in: query, type: string, collectionFormat: csv, style: form}
                        - {name: f, in: query, type: array}
                        - {name: g, in: query, type: array, items: {type: array, items: {type: string}}}
                        - {name: h, in: formData, type: string, allowEmptyValue: true}
                      responses: {2XX: {description: d}}
                """))
                .containsExactly(
                        "a.yaml:2:7: /host: not a host (expected: a name or address and a port, such as api.example:8080)",
                        "a.yaml:3:11: /basePath: a basePath without a slash at its beginning (expected: such as /v1); it has"
                                + " one",
                        "a.yaml:4:1: 'servers' is not of Swagger 2.0 (expected: host, basePath and schemes); it is ignored",
                        "a.yaml:5:30: /consumes/1: 'nonsense' is no media type (expected: type/subtype, such as"
                                + " application/json); no message has it",
                        "a.yaml:6:33: /securityDefinitions/k/type: 'http' is no type of security (expected: basic, apiKey or"
                                + " oauth2)",
                        "a.yaml:9:5: /paths/~1a: 'trace' is no method; it is ignored",
                        "a.yaml:11:7: /paths/~1a/post: 'requestBody' is not of Swagger 2.0 (expected: a parameter in: body, or"
                                + " several in: formData); it is ignored",
                        "a.yaml:13:11: /paths/~1a/post/parameters/0: a query parameter without type (expected: type: string,"
                                + " number, integer, boolean or array)",
                        "a.yaml:14:38: /paths/~1a/post/parameters/1/type: nothing says how a query parameter is written that"
                                + " is an object (expected: string, number, integer, boolean or array); its value is not"
                                + " judged",
                        "a.yaml:15:64: /paths/~1a/post/parameters/2/collectionFormat: multi is for parameters in: query and"
                                + " formData (expected: csv, ssv, tsv or pipes); it is read as csv",
                        "a.yaml:16:40: /paths/~1a/post/parameters/3/schema: a query parameter has its type in itself"
                                + " (expected: type: string, number, integer, boolean or array); the schema is read as if it"
                                + " had",
                        "a.yaml:17:64: /paths/~1a/post/parameters/4/collectionFormat: a collectionFormat of what is no"
                                + " array; it is ignored",
                        "a.yaml:17:69: /paths/~1a/post/parameters/4: 'style' is not of Swagger 2.0 (expected:"
                                + " collectionFormat); it is ignored",
                        "a.yaml:18:11: /paths/~1a/post/parameters/5: a query parameter that is an array without items"
                                + " (expected: items: {type: …})",
                        "a.yaml:19:52: /paths/~1a/post/parameters/6/items: the items of this array are parted as those of the"
                                + " one around it are (expected: another collectionFormat)",
                        "a.yaml:20:11: /paths/~1a/post/parameters/7: allowEmptyValue of a form's field is not looked at; an"
                                + " empty value is judged by its type",
                        "a.yaml:20:11: /paths/~1a/post/parameters/7: a form that is not sent as what the operation consumes"
                                + " (expected: consumes: [multipart/form-data] or [application/x-www-form-urlencoded]);"
                                + " both are taken",
                        "a.yaml:21:19: /paths/~1a/post/responses: '2XX' is not of Swagger 2.0 (expected: such as 200 or"
                                + " default); it is read as OpenAPI 3 has it");
    }

    @Test
    void keywordsOfOtherDialectsAreTold() throws DocumentException {
        assertThat(warnings("""
                swagger: "2.0"
                paths: {}
                definitions:
                  A: {type: string, nullable: true, anyOf: [{}], discriminator: {propertyName: a}}
                """))
                .containsExactly(
                        "a.yaml:4:31: /definitions/A/nullable: 'nullable' is not of Swagger 2.0 (expected: x-nullable); it is"
                                + " ignored",
                        "a.yaml:4:44: /definitions/A/anyOf: 'anyOf' is not of Swagger 2.0; it is ignored",
                        "a.yaml:4:65: /definitions/A/discriminator: the discriminator is no name (expected: discriminator:"
                                + " NAME, of a property); it is ignored");
    }

    @Test
    void aCheckTellsWhatNothingUses() throws DocumentException {
        assertThat(warnings("""
                swagger: "2.0"
                paths: {}
                parameters: {P: {name: p, in: qury, type: string}, B: {name: b, in: body, schema: {type: strng}}}
                responses: {R: {description: d, schema: {minimum: low}}}
                definitions: {A: {$ref: '#/definitions/B'}}
                """))
                .containsExactly(
                        "a.yaml:3:31: /parameters/P/in: 'qury' is no place for a parameter (is 'query' meant?) (expected:"
                                + " path, query, header, formData or body); no operation uses it",
                        "a.yaml:3:90: /parameters/B/schema/type: unknown type (expected: array, boolean, integer, null,"
                                + " number, object or string); no operation uses it",
                        "a.yaml:4:51: /responses/R/schema/minimum: not the right kind of value: string (expected: a number); no operation uses it",
                        "a.yaml:5:25: /definitions/A/$ref: there is no #/definitions/B; no operation uses it");
    }

    @Test
    void aBasePathHasNoTemplate() {
        assertThat(faults("swagger: '2.0'\nbasePath: /{v}\npaths: {}"))
                .containsExactly(
                        "a.yaml:2:11: /basePath: a basePath with a template (expected: such as /v1, without '{' and"
                                + " '}')");
        assertThat(faults("swagger: '2.0'\nbasePath: '" + "/a".repeat(1000) + "'\npaths: {}"))
                .singleElement()
                .asString()
                .startsWith("a.yaml:2:11: /basePath: the basePath has too many segments");
    }
}
