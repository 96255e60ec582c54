package dev.sluice.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ErrorDialect.Entry;
import dev.sluice.document.Document;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Node;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The first contract says what the documents say. */
class VpcepContractTest {

    private static final Path FILE = Path.of("openapi", "vpcep.yaml");
    private static final ContractPlan PLAN = load();

    /** From the documented list of error codes; 0011 with the status that was decided. */
    private static final String DOCUMENTED = """
            400 EndPoint.0002 Parameter error.
            403 EndPoint.0004 Authentication information is incorrect or you have no permissions.
            404 EndPoint.0005 The requested resource is unavailable.
            400 EndPoint.0006 Invalid limit.
            400 EndPoint.0010 Invalid offset.
            400 EndPoint.0011 The request body is null.
            400 EndPoint.0014 Invalid project ID.
            400 EndPoint.0017 Invalid sort_key.
            400 EndPoint.0018 Invalid sort_dir.
            400 EndPoint.0019 Invalid status.
            400 EndPoint.0020 Invalid VPC ID.
            400 Endpoint.1018 Quota exceeded.
            400 EndPoint.2028 The endpoint service port or protocol is empty.
            400 EndPoint.3003 Invalid port ID.
            400 EndPoint.3004 Invalid port.
            400 EndPoint.3021 Invalid serverType.
            400 EndPoint.3044 The parameter ports conflicted with ports in an existing endpoint service.
            400 EndPoint.3045 Other properties cannot be modified in the current endpoint service state.
            400 EndPoint.3051 Endpoint service vip port id is invalid.
            400 EndPoint.3056 The maximum of VPC endpoint services using the same IP address has been reached.
            400 EndPoint.3062 Invalid endpoint service ID.
            400 EndPoint.3074 The maximum of ports has been reached.
            400 EndPoint.3075 The protocol is invalid.
            400 EndPoint.3076 Invalid service name.
            """;

    private static ContractPlan load() {
        try {
            return Contracts.load(FILE);
        } catch (DocumentException e) {
            throw new AssertionError(e);
        }
    }

    private static OperationPlan operation(String id) {
        return PLAN.operations().stream()
                .filter(operation -> operation.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Schema bodyOf(String id) {
        BodyPlan body = Objects.requireNonNull(operation(id).body());
        return Objects.requireNonNull(Objects.requireNonNull(body.content("application/json;charset=UTF-8"))
                .schema());
    }

    private static List<String> violations(Schema schema, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return schema.explain(bytes, 0, bytes.length, 100).stream()
                .map(VpcepContractTest::text)
                .toList();
    }

    private static String text(SchemaViolation violation) {
        return violation.pointer() + " " + violation.keyword() + " " + violation.code();
    }

    @Test
    void loadsWithoutWarnings() {
        assertThat(PLAN.warnings()).isEmpty();
        assertThat(PLAN.projectParameter()).isEqualTo("project_id");
        assertThat(PLAN.basePath()).isEmpty();
        assertThat(PLAN.operations())
                .extracting(operation -> operation.id() + " " + operation.method())
                .containsExactlyInAnyOrder(
                        "listVpcEndpointServices GET",
                        "createVpcEndpointService POST",
                        "showVpcEndpointService GET",
                        "modifyVpcEndpointService PUT",
                        "deleteVpcEndpointService DELETE");
    }

    @Test
    void everyCodeHasItsDocumentedStatusAndMessage() {
        Map<String, String> documented =
                DOCUMENTED.lines().collect(Collectors.toMap(line -> line.split(" ", 3)[1], line -> line));

        Map<String, String> declared = PLAN.errors().codes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> text(entry.getValue())));

        assertThat(declared).isEqualTo(documented);
    }

    private static String text(Entry entry) {
        return entry.status() + " " + entry.code() + " " + entry.message();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "invalid-request | 400 EndPoint.0002 Parameter error. | details",
                "service-not-found | 404 EndPoint.0005 The requested resource is unavailable. | details",
                "service-state | 400 EndPoint.3045 Other properties cannot be modified in the current endpoint service state. | details",
                "port-conflict | 400 EndPoint.3044 The parameter ports conflicted with ports in an existing endpoint service. | details",
                "duplicate-mapping | 400 EndPoint.3044 The parameter ports conflicted with ports in an existing endpoint service. | details",
                "backend-full | 400 EndPoint.3056 The maximum of VPC endpoint services using the same IP address has been reached. | details",
                "quota-exceeded | 400 Endpoint.1018 Quota exceeded. | details",
                "bad-request | 400 APIGW.0201 API request error. | request_id",
                "bad-host | 400 APIGW.0201 API request error. | request_id",
                "unauthenticated | 401 APIGW.0301 Incorrect IAM authentication information. | request_id",
                "forbidden | 403 EndPoint.0004 Authentication information is incorrect or you have no permissions. | request_id",
                "no-such-path | 404 APIGW.0101 The API does not exist or has not been published in the environment. | request_id",
                "method-not-allowed | 405 APIGW.0101 The API does not exist. | request_id",
                "not-acceptable | 406 APIGW.0201 API request error. | request_id",
                "request-timeout | 408 APIGW.0201 API request error. | request_id",
                "body-too-large | 413 APIGW.0201 Request entity too large. | request_id",
                "uri-too-long | 414 APIGW.0201 Request URI too large. | request_id",
                "unsupported-media-type | 415 APIGW.0201 API request error. | request_id",
                "expectation-failed | 417 APIGW.0201 API request error. | request_id",
                "rate-limited | 429 APIGW.0308 $detail | request_id",
                "headers-too-large | 431 APIGW.0201 Request headers too large. | request_id",
                "internal-error | 500 APIGW.0601 Internal server error. | request_id",
                "bad-gateway | 502 APIGW.0201 Backend unavailable. | request_id",
                "backend-unavailable | 503 APIGW.0201 Backend unavailable. | request_id",
                "backend-timeout | 504 APIGW.0201 Backend timeout. | request_id",
            })
    void everyProblemHasItsCodeInItsShape(String problem, String expected, String memberOfShape) {
        Entry entry = Objects.requireNonNull(PLAN.errors().problems().get(problem));

        assertThat(text(entry)).isEqualTo(expected);
        assertThat(entry.shape().body().toString()).contains(memberOfShape);
        assertThat(entry.shape().contentType()).isEqualTo("application/json;charset=UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ",
                "{\"unknown\":1} | ",
                "{\"ports\":[]} | ",
                "{\"port_id\":null} | /port_id type null",
                "{\"port_id\":\"59d73990\"} | /port_id pattern EndPoint.3003",
                "{\"approval_enabled\":\"true\"} | /approval_enabled type null",
                "{\"vip_port_id\":\"\"} | /vip_port_id minLength EndPoint.3051",
                "{\"vip_port_id\":\"a b\"} | /vip_port_id pattern EndPoint.3051",
                "{\"ports\":[{\"client_port\":0,\"server_port\":1}]} | /ports/0/client_port minimum EndPoint.3004",
                "{\"ports\":[{\"client_port\":1,\"server_port\":65536}]} | /ports/0/server_port maximum EndPoint.3004",
                "{\"ports\":[{\"client_port\":1}]} | /ports/0 required EndPoint.2028",
                "{\"ports\":[{\"client_port\":1,\"server_port\":1,\"protocol\":\"tcp\"}]} | /ports/0/protocol enum EndPoint.3075",
                "{\"ports\":{}} | /ports type null",
                "[] | '' type null",
                "{\"ports\":[} | '' json null",
            })
    void aBadChangeHasItsCode(String body, String violation) {
        List<String> violations = violations(bodyOf("modifyVpcEndpointService"), body);

        assertThat(violations).isEqualTo(violation == null ? List.of() : List.of(violation.replace("''", "")));
    }

    @Test
    void aChangeCarriesAtMost200Mappings() {
        String port = "{\"client_port\":1,\"server_port\":1}";
        String most = "{\"ports\":[" + (port + ",").repeat(199) + port + "]}";
        String tooMany = "{\"ports\":[" + (port + ",").repeat(200) + port + "]}";

        assertThat(violations(bodyOf("modifyVpcEndpointService"), most)).isEmpty();
        assertThat(violations(bodyOf("modifyVpcEndpointService"), tooMany))
                .containsExactly("/ports maxItems EndPoint.3074");
    }

    @Test
    void aNewServiceNeedsFourMembersOfTheRightForm() {
        Schema schema = bodyOf("createVpcEndpointService");

        assertThat(violations(schema, "{}")).containsOnly(" required null").hasSize(4);
        assertThat(violations(
                        schema,
                        "{\"port_id\":\"4189d3c2-8882-4871-A3C2-d380272eed88\",\"vpc_id\":\"x\",\"server_type\":\"BMS\","
                                + "\"ports\":[],\"service_name\":\"a.b\",\"service_type\":\"gateway\"}"))
                .containsExactly(
                        "/vpc_id pattern EndPoint.0020",
                        "/server_type enum EndPoint.3021",
                        "/service_name pattern EndPoint.3076",
                        "/service_type enum null");
    }

    @Test
    void onlyANewServiceHasDefaults() {
        byte[] change = "{\"ports\":[{\"client_port\":1,\"server_port\":1}]}".getBytes(StandardCharsets.UTF_8);

        JsonValue.ObjectValue value =
                (JsonValue.ObjectValue) bodyOf("modifyVpcEndpointService").read(change, 0, change.length);

        assertThat(value.members()).containsOnlyKeys("ports");
        assertThat(value.toString()).contains("TCP");
        byte[] empty = "{}".getBytes(StandardCharsets.UTF_8);
        assertThat(((JsonValue.ObjectValue) bodyOf("createVpcEndpointService").read(empty, 0, empty.length)).members())
                .containsOnlyKeys("approval_enabled", "service_type");
    }

    @Test
    void everyPlaceHasItsCode() {
        OperationPlan list = operation("listVpcEndpointServices");
        OperationPlan modify = operation("modifyVpcEndpointService");

        assertThat(list.parameters())
                .extracting(
                        parameter -> parameter.name() + " " + parameter.codes().of("type"))
                .containsExactly(
                        "endpoint_service_name EndPoint.3076",
                        "id EndPoint.3062",
                        "status EndPoint.0019",
                        "sort_key EndPoint.0017",
                        "sort_dir EndPoint.0018",
                        "limit EndPoint.0006",
                        "offset EndPoint.0010");
        assertThat(modify.pathParameters())
                .extracting(
                        parameter -> parameter.name() + " " + parameter.codes().of("pattern"))
                .containsExactly("project_id EndPoint.0014", "vpc_endpoint_service_id EndPoint.3062");
        for (String id : List.of("modifyVpcEndpointService", "createVpcEndpointService")) {
            BodyPlan body = Objects.requireNonNull(operation(id).body());
            assertThat(body.required()).isTrue();
            assertThat(body.codes().of("required")).isEqualTo("EndPoint.0011");
            assertThat(body.codes().of("json")).isNull();
            assertThat(body.content("application/xml")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limit | 0 | true",
                "limit | 1000 | true",
                "limit | 1001 | false",
                "limit | -1 | false",
                "offset | 2147483647 | true",
                "offset | 2147483648 | false",
                "sort_key | \"updated_at\" | true",
                "sort_key | \"name\" | false",
                "sort_dir | \"asc\" | true",
                "sort_dir | \"up\" | false",
                "status | \"failed\" | true",
                "status | \"gone\" | false",
                "endpoint_service_name | \"größe._- \" | true",
                "endpoint_service_name | \"a\\u0000\" | false",
                "endpoint_service_name | \"a\\n\" | false",
                "id | \"4189D3C2-8882-4871-a3c2-d380272eed88\" | true",
                "id | \"4189\" | false"
            })
    void queryParametersHaveTheirBounds(String name, String json, boolean good) {
        ParameterPlan parameter = operation("listVpcEndpointServices").parameters().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

        assertThat(parameter.schema().accepts(bytes, 0, bytes.length)).isEqualTo(good);
    }

    @Test
    void everyExampleKeepsItsSchema() throws DocumentException, java.io.IOException {
        Document document = DocumentReader.document(FILE.toString(), Files.readString(FILE));
        Located root = new Located(document.root(), "", null);
        Findings findings = new Findings();
        Library.Volume volume = new Library.Volume(FILE.toUri(), FILE.toString(), document);
        Compilation compilation = Compilation.of(
                Reading.JUDGE, SpecVersion.V3_1, new Library(volume, DocumentSource.NONE, findings), root, findings);

        assertThat(check(root, compilation)).isGreaterThanOrEqualTo(5);
    }

    private static int check(Located at, Compilation compilation) {
        int checked = 0;
        Located examples = at.member("examples");
        Located schema = at.member("schema");
        if (examples != null && schema != null) {
            for (Located example : examples.members()) {
                Node value = Objects.requireNonNull(example.member("value")).node();
                assertThat(compilation.schema(schema).explain(Literals.of(value), 10))
                        .as(example.pointer())
                        .isEmpty();
                checked++;
            }
        }
        for (Located member : at.members()) {
            checked += check(member, compilation);
        }
        for (Located item : at.items()) {
            checked += check(item, compilation);
        }
        return checked;
    }

    @Test
    void allOperationsShareOneLimit() {
        assertThat(PLAN.operations().stream().map(OperationPlan::rateLimit).distinct())
                .containsExactly(
                        new RateLimitPlan(RateLimitPlan.ROOT_NAME, List.of(RateWindow.parse("100/s")), Map.of()));
    }
}
