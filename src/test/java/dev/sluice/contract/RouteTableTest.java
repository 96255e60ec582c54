package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.RouteTable.Match;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

    private static final ParameterPlan ANY = Load.contract(Load.paths(
                    "paths: {'/{x}': {get: {parameters: [{name: x, in: path, required: true, schema: {}}]}}}"))
            .operations()
            .get(0)
            .pathParameters()
            .get(0);

    private static final RouteTable ROUTES = routes(
            "GET /",
            "GET /users/me",
            "GET /users/{id}",
            "PUT /users/{id}",
            "DELETE /users/{id}",
            "GET /users/{id}/keys",
            "GET /users/me/{thing}",
            "GET /files/{name}.{format}",
            "GET /files/report-{id}",
            "GET /files/{name}",
            "GET /files/{a}-{b}-{c}",
            "GET /v1/größe/{x}",
            "GET /v1/100%25/{x}",
            "GET /slash/",
            "GET /actions/{id}:cancel",
            "GET /pair/{a}{b}",
            "GET /odd/{owner-name}.{file.format}",
            "GET /odd/{owner-name}.{file.format}/report-{id}",
            "GET /odd/{owner-name}/report-{id}",
            "GET /odd/latest.{file.format}");

    static OperationPlan operation(int index, String route) {
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1);
        List<ParameterPlan> parameters = PathTemplate.parse(path).expressions().stream()
                .map(RouteTableTest::parameter)
                .toList();
        return new OperationPlan(
                index, route, method, path, parameters, List.of(), null, new ResponseTable(List.of()), null);
    }

    private static ParameterPlan parameter(String name) {
        return new ParameterPlan(
                name, ANY.in(), true, ANY.style(), false, false, false, ANY.schema(), null, ANY.codes(), ANY.pointer());
    }

    static RouteTable routes(String... routes) {
        SegmentTrie.Builder builder = new SegmentTrie.Builder();
        IntStream.range(0, routes.length).forEach(index -> {
            OperationPlan operation = operation(index, routes[index]);
            builder.add(PathTemplate.parse(operation.path()), operation);
        });
        return builder.build();
    }

    private static String find(String method, String path) {
        Match match = ROUTES.find(method, path);
        if (match instanceof Match.Found found) {
            return found.operation().id() + " " + found.segments();
        }
        return match instanceof Match.OtherMethods other ? "405 " + other.allow() : "404";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | GET / []",
                "/users/me | GET /users/me []",
                "/users/you | GET /users/{id} [you]",
                "/users/me/keys | GET /users/me/{thing} [keys]",
                "/users/you/keys | GET /users/{id}/keys [you]",
                "/users/a%20b | GET /users/{id} [a%20b]",
                "/users/a%2Fb | GET /users/{id} [a%2Fb]",
                "/users/%6De | GET /users/me []",
                "/us%65rs/me | GET /users/me []",
                "/users/%zz | GET /users/{id} [%zz]",
                "/us%65rs/%zz | 404",
                "/users/%6 | GET /users/{id} [%6]",
                "/files/a.json | GET /files/{name}.{format} [a, json]",
                "/files/a.b.json | GET /files/{name}.{format} [a.b, json]",
                "/files/.json | GET /files/{name} [.json]",
                "/files/a. | GET /files/{name} [a.]",
                "/files/report-7 | GET /files/report-{id} [7]",
                "/files/report- | GET /files/{name} [report-]",
                "/files/1-2-3 | GET /files/{a}-{b}-{c} [1, 2, 3]",
                "/files/1-2-3-4 | GET /files/{a}-{b}-{c} [1-2, 3, 4]",
                "/files/1-2 | GET /files/{name} [1-2]",
                "/v1/gr%C3%B6%c3%9fe/1 | GET /v1/größe/{x} [1]",
                "/v1/100%25/1 | GET /v1/100%25/{x} [1]",
                "/slash/ | GET /slash/ []",
                "/actions/7:cancel | GET /actions/{id}:cancel [7]",
                "/pair/xyz | GET /pair/{a}{b} [xy, z]",
                "/odd/my-name.tar.gz | GET /odd/{owner-name}.{file.format} [my-name.tar, gz]",
                "/odd/latest.zip | GET /odd/latest.{file.format} [zip]",
                "/odd/latest.zip/report-1 | GET /odd/{owner-name}.{file.format}/report-{id} [latest, zip, 1]",
                "/odd/latest/report-1.2 | GET /odd/{owner-name}/report-{id} [latest, 1.2]",
            })
    void findsTheMostSpecificRoute(String path, String expected) {
        assertThat(find("GET", path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "users/me",
                "*",
                "//",
                "/users",
                "/users/",
                "/users//",
                "//users/me",
                "/users//me",
                "/users/me/",
                "/users/.",
                "/users/..",
                "/users/%2e",
                "/users/%2E%2e",
                "/users/x/../me",
                "/users/./me",
                "/users/../keys",
                "/users/..;/keys/x",
                "/files/",
                "/slash",
                "/Users/me",
                "/pair/x",
                "/actions/:cancel",
                "http://host/users/me"
            })
    void findsNothingForOtherSpellings(String path) {
        assertThat(find("GET", path)).isEqualTo("404");
    }

    @Test
    void namesTheMethodsOfThePath() {
        assertThat(find("POST", "/users/you")).isEqualTo("405 DELETE, GET, PUT");
        assertThat(find("HEAD", "/users/you")).isEqualTo("405 DELETE, GET, PUT");
        assertThat(find("get", "/users/you")).isEqualTo("405 DELETE, GET, PUT");
        assertThat(find("PUT", "/users/me")).as("the concrete path decides").isEqualTo("405 GET");
    }

    @Test
    void refusesTwoOperationsThatNoRequestCanTellApart() {
        SegmentTrie.Builder builder = new SegmentTrie.Builder();

        assertThat(builder.add(PathTemplate.parse("/a/{x}"), operation(0, "GET /a/{x}")))
                .isNull();
        assertThat(builder.add(PathTemplate.parse("/a/{y}"), operation(1, "PUT /a/{y}")))
                .isNull();
        assertThat(builder.add(PathTemplate.parse("/a/{z}"), operation(2, "GET /a/{z}")))
                .isNotNull();
    }
}
