package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.mock.state.StateServer.Client;
import dev.sluice.mock.state.StateServer.Told;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The VPC endpoint services as a mock. */
class VpcepTest {

    static final String NEW = """
            {"port_id":"4189d3c2-8882-4871-a3c2-d380272eed88","vpc_id":"4189d3c2-8882-4871-a3c2-d380272eed80",
             "approval_enabled":false,"service_type":"interface","server_type":"VM",
             "ports":[{"client_port":8080,"server_port":90,"protocol":"TCP"}]}""";

    private static final String ONE = "/v1/295dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services";
    private static final String OTHER = "/v1/395dacf46a4842fcbf7844dc2dc2489d/vpc-endpoint-services";

    @Test
    void servicesLiveInTheirProjects() throws IOException {
        try (StateServer server = StateServer.of(StateServer.text("openapi/vpcep.yaml"));
                Client client = server.client()) {
            Told created = client.post(ONE, NEW);
            String id = created.json().getString("id");

            assertThat(created.status()).isEqualTo(200);
            assertThat(created.json().getString("project_id")).isEqualTo("295dacf46a4842fcbf7844dc2dc2489d");
            assertThat(created.json().getJsonArray("ports")).isEqualTo(new JsonObject(NEW).getJsonArray("ports"));
            assertThat(client.get(ONE + "/" + id).json()).isEqualTo(created.json());
            assertThat(client.get(OTHER + "/" + id).status()).isEqualTo(404);
            assertThat(client.get(OTHER).json().getInteger("total_count")).isZero();
            assertThat(client.get(ONE + "?id=" + id).json().getInteger("total_count"))
                    .isEqualTo(1);

            Told modified = client.put(ONE + "/" + id, "{\"approval_enabled\":true}");
            assertThat(modified.status()).isEqualTo(200);
            assertThat(modified.json()).isEqualTo(created.json().copy().put("approval_enabled", true));

            assertThat(client.delete(ONE + "/" + id).status()).isEqualTo(204);
            Told gone = client.get(ONE + "/" + id);
            assertThat(gone.status()).isEqualTo(404);
            assertThat(gone.json().getJsonObject("error").getString("code")).isEqualTo("EndPoint.0005");
        }
    }

    @Test
    void listsPage() throws IOException {
        try (StateServer server = StateServer.of(StateServer.text("openapi/vpcep.yaml"));
                Client client = server.client()) {
            for (int i = 0; i < 23; i++) {
                client.post(ONE, NEW);
            }

            JsonObject first = client.get(ONE).json();
            JsonObject rest = client.get(ONE + "?limit=100&offset=20").json();

            assertThat(first.getJsonArray("endpoint_services")).hasSize(10);
            assertThat(first.getInteger("total_count")).isEqualTo(23);
            assertThat(rest.getJsonArray("endpoint_services")).hasSize(3);
        }
    }

    @Test
    void oneProjectIsForgottenAlone() throws IOException {
        try (StateServer server = StateServer.of(StateServer.text("openapi/vpcep.yaml"));
                Client client = server.client()) {
            client.post(ONE, NEW);
            client.post(OTHER, NEW);

            server.memory.forget(null, "295dacf46a4842fcbf7844dc2dc2489d");

            assertThat(client.get(ONE).json().getInteger("total_count")).isZero();
            assertThat(client.get(OTHER).json().getInteger("total_count")).isEqualTo(1);
        }
    }
}
