package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the operations, one caller at a time. */
@ExtendWith(StoreExtension.class)
class OperationsTest {

    private static final String PROJECT = "00000000000000000000000000000a01";
    private static final String OTHER = "00000000000000000000000000000a02";

    private final String port = UUID.randomUUID().toString();
    private final Services services;

    OperationsTest(TestStore store) {
        services = new Services(store.database());
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void createsWithDefaults() {
        Answer answer =
                services.create(PROJECT, port.toUpperCase(java.util.Locale.ROOT), "[" + mapping(443, 8443) + "]");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().fieldNames())
                .containsExactly(
                        "id",
                        "status",
                        "ports",
                        "port_id",
                        "vpc_id",
                        "service_name",
                        "approval_enabled",
                        "service_type",
                        "server_type",
                        "project_id",
                        "created_at",
                        "updated_at");
        assertThat(answer.body().getJsonArray("ports").getJsonObject(0).fieldNames())
                .containsExactly("protocol", "client_port", "server_port");
        assertThat(answer.body().getMap())
                .containsEntry("status", "available")
                .containsEntry("port_id", port)
                .containsEntry("vpc_id", Services.VPC)
                .containsEntry("service_name", "here." + answer.id())
                .containsEntry("approval_enabled", true)
                .containsEntry("service_type", "interface")
                .containsEntry("server_type", "VM")
                .containsEntry("project_id", PROJECT);
        assertThat(ports(answer)).containsExactly("443>8443/TCP");
        assertThat(answer.body().getString("created_at")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        assertThat(services.show(PROJECT, answer.id()).body()).isEqualTo(answer.body());
    }

    @Test
    void createsWithAllThatCanBeSaid() {
        Answer answer = services.create(
                PROJECT,
                new JsonObject()
                        .put("port_id", port)
                        .put("vip_port_id", "näc \"1\"")
                        .put("vpc_id", Services.VPC)
                        .put("server_type", "VIP")
                        .put("service_name", "shop_1")
                        .put("approval_enabled", false)
                        .put("ports", new JsonArray())
                        .encode());

        assertThat(answer.body().getMap())
                .containsEntry("vip_port_id", "näc \"1\"")
                .containsEntry("server_type", "VIP")
                .containsEntry("service_name", "here.shop_1." + answer.id())
                .containsEntry("approval_enabled", false);
        assertThat(ports(answer)).isEmpty();
    }

    @Test
    void emptyObjectChangesNothing() {
        Answer created = services.create(PROJECT, port, "[" + mapping(1, 2) + "]");

        Answer answer = services.modify(PROJECT, created.id(), "{}");

        assertThat(answer).isEqualTo(created);
    }

    @Test
    void memberThatIsNotKnownChangesNothing() {
        Answer created = services.create(PROJECT, port, "[]");

        Answer answer = services.modify(PROJECT, created.id(), "{\"description\":\"newer\"}");

        assertThat(answer).isEqualTo(created);
    }

    @Test
    void membersThatAreNotSentStay() {
        Answer created = services.create(PROJECT, port, "[" + mapping(1, 2) + "]");
        String elsewhere = UUID.randomUUID().toString();

        Answer approval = services.modify(PROJECT, created.id(), "{\"approval_enabled\":false}");
        Answer moved = services.modify(PROJECT, created.id(), "{\"port_id\":\"" + elsewhere + "\"}");
        Answer vip = services.modify(PROJECT, created.id(), "{\"vip_port_id\":\"v\"}");
        Answer cleared = services.modify(PROJECT, created.id(), "{\"ports\":[]}");

        assertThat(approval.body().getBoolean("approval_enabled")).isFalse();
        assertThat(ports(approval)).containsExactly("1>2/TCP");
        assertThat(moved.body().getString("port_id")).isEqualTo(elsewhere);
        assertThat(ports(moved)).containsExactly("1>2/TCP");
        assertThat(vip.body().getString("vip_port_id")).isEqualTo("v");
        assertThat(cleared.body().getString("port_id")).isEqualTo(elsewhere);
        assertThat(cleared.body().getString("vip_port_id")).isEqualTo("v");
        assertThat(cleared.body().getBoolean("approval_enabled")).isFalse();
        assertThat(ports(cleared)).isEmpty();
        assertThat(services.show(PROJECT, created.id())).isEqualTo(cleared);
    }

    @Test
    void portsReplaceTheListInTheOrderSent() {
        Answer created = services.create(PROJECT, port, "[" + mapping(1, 2) + "," + mapping(3, 4) + "]");

        Answer answer = services.modify(
                PROJECT, created.id(), "{\"ports\":[" + mapping(9, 9, "UDP") + "," + mapping(3, 4) + "]}");

        assertThat(ports(answer)).containsExactly("9>9/UDP", "3>4/TCP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"client_port\":5,\"server_port\":5},{\"client_port\":5,\"server_port\":5,\"protocol\":\"TCP\"}]",
                "[{\"client_port\":5,\"server_port\":5},{\"client_port\":5,\"server_port\":6}]"
            })
    void refusesAMappingThatStandsTwice(String ports) {
        Answer created = services.create(PROJECT, port, "[" + mapping(1, 2) + "]");

        Answer modified = services.modify(PROJECT, created.id(), "{\"ports\":" + ports + "}");
        Answer another = services.create(PROJECT, port, ports);

        assertThat(modified.problem()).isEqualTo("duplicate-mapping");
        assertThat(modified.detail()).contains("repeats the client_port");
        assertThat(another.problem()).isEqualTo("duplicate-mapping");
        assertThat(services.show(PROJECT, created.id())).isEqualTo(created);
    }

    @Test
    void oneServerPortMayServeTwoClientPorts() {
        Answer created = services.create(PROJECT, port, "[" + mapping(8080, 80) + "," + mapping(8081, 80) + "]");

        Answer fewer = services.modify(PROJECT, created.id(), "{\"ports\":[" + mapping(8081, 80) + "]}");
        Answer other = services.create(OTHER, port, "[" + mapping(1, 80) + "]");

        assertThat(ports(created)).containsExactly("8080>80/TCP", "8081>80/TCP");
        assertThat(fewer.status()).isEqualTo(200);
        assertThat(other.problem()).isEqualTo("port-conflict");
    }

    @Test
    void twoServicesOnOnePortIdNeverShareAPair() {
        Answer first = services.create(PROJECT, port, "[" + mapping(1, 80) + "]");
        Answer second = services.create(OTHER, port, "[" + mapping(1, 80, "UDP") + "]");
        Answer elsewhere = services.create(OTHER, UUID.randomUUID().toString(), "[" + mapping(1, 80) + "]");

        Answer taken = services.modify(OTHER, second.id(), "{\"ports\":[" + mapping(7, 80) + "]}");
        Answer moved = services.modify(OTHER, elsewhere.id(), "{\"port_id\":\"" + port + "\"}");
        Answer movedWithOthers = services.modify(
                OTHER, elsewhere.id(), "{\"port_id\":\"" + port + "\",\"ports\":[" + mapping(1, 81) + "]}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(second.status()).isEqualTo(200);
        assertThat(taken.problem()).isEqualTo("port-conflict");
        assertThat(taken.detail())
                .isEqualTo("server_port 80 with protocol TCP is held by another endpoint service on the same port_id");
        assertThat(moved.problem()).isEqualTo("port-conflict");
        assertThat(movedWithOthers.status()).isEqualTo(200);
        assertThat(services.show(OTHER, second.id())).isEqualTo(second);
    }

    @Test
    void whatOneGivesUpAnotherMayTake() {
        Answer first = services.create(PROJECT, port, "[" + mapping(1, 80) + "," + mapping(2, 81) + "]");
        Answer second = services.create(OTHER, port, "[]");
        String take = "{\"ports\":[" + mapping(1, 80) + "]}";

        services.modify(PROJECT, first.id(), "{\"ports\":[" + mapping(2, 81) + "]}");
        assertThat(services.modify(OTHER, second.id(), take).status()).isEqualTo(200);

        services.delete(OTHER, second.id());
        assertThat(services.modify(PROJECT, first.id(), take).status()).isEqualTo(200);
    }

    @Test
    void fiveServicesFitOnOnePortId() {
        for (int i = 1; i <= 4; i++) {
            assertThat(services.create(PROJECT, port, "[]").status()).isEqualTo(200);
        }
        Answer fifth = services.create(OTHER, port, "[]");
        Answer elsewhere = services.create(OTHER, UUID.randomUUID().toString(), "[]");
        String move = "{\"port_id\":\"" + port + "\"}";

        assertThat(services.create(OTHER, port, "[]").problem()).isEqualTo("backend-full");
        assertThat(services.modify(OTHER, elsewhere.id(), move).problem()).isEqualTo("backend-full");
        assertThat(services.modify(OTHER, fifth.id(), move).status()).isEqualTo(200);

        services.delete(OTHER, fifth.id());
        assertThat(services.modify(OTHER, elsewhere.id(), move).status()).isEqualTo(200);
    }

    @Test
    void servicesOfAnotherProjectAreNotThere() {
        String id = services.create(PROJECT, port, "[]").id();

        for (String body : List.of("{}", "{\"approval_enabled\":false}", "{\"port_id\":\"" + port + "\"}")) {
            assertThat(services.modify(OTHER, id, body).problem()).isEqualTo("service-not-found");
        }
        assertThat(services.show(OTHER, id).problem()).isEqualTo("service-not-found");
        assertThat(services.delete(OTHER, id).problem()).isEqualTo("service-not-found");
        assertThat(services.show(OTHER, "no id").problem()).isEqualTo("service-not-found");
        assertThat(services.show(PROJECT, id).status()).isEqualTo(200);
    }

    @Test
    void whatIsDeletedIsGone() {
        String id = services.create(PROJECT, port, "[" + mapping(1, 2) + "]").id();

        Answer deleted = services.delete(PROJECT, id);

        assertThat(deleted).isEqualTo(new Answer(204, "", "", new JsonObject()));
        assertThat(services.delete(PROJECT, id).status()).isEqualTo(404);
        assertThat(services.show(PROJECT, id).status()).isEqualTo(404);
        assertThat(services.modify(PROJECT, id, "{\"ports\":[]}").status()).isEqualTo(404);
    }

    @Test
    void takesTwoHundredMappings() {
        JsonArray most = new JsonArray();
        for (int i = 1; i <= 200; i++) {
            most.add(new JsonObject().put("client_port", i).put("server_port", 65536 - i));
        }
        Answer created = services.create(PROJECT, port, most.encode());
        most.getJsonObject(7).put("server_port", 7);

        Answer modified = services.modify(
                PROJECT, created.id(), new JsonObject().put("ports", most).encode());

        assertThat(ports(created)).hasSize(200).startsWith("1>65535/TCP").endsWith("200>65336/TCP");
        assertThat(ports(modified)).hasSize(200).contains("8>7/TCP").doesNotContain("8>65528/TCP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ports\":[{\"client_port\":0,\"server_port\":1}]}",
                "{\"ports\":[{\"client_port\":1}]}",
                "{\"ports\":[{\"client_port\":1,\"server_port\":1e999999999}]}",
                "{\"ports\":[{\"client_port\":1,\"server_port\":2,\"protocol\":\"SCTP\"}]}",
                "{\"port_id\":\"1-1-1-1-1\"}",
                "{\"vip_port_id\":\"a\\u0000b\"}",
                "{\"approval_enabled\":null}"
            })
    void aLaxerContractMakesNoBug(String body) {
        Answer created = services.create(PROJECT, port, "[]");

        Answer answer = services.modify(PROJECT, created.id(), body);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(services.show(PROJECT, created.id())).isEqualTo(created);
    }

    private static String mapping(int clientPort, int serverPort) {
        return "{\"client_port\":" + clientPort + ",\"server_port\":" + serverPort + "}";
    }

    private static String mapping(int clientPort, int serverPort, String protocol) {
        return "{\"client_port\":" + clientPort + ",\"server_port\":" + serverPort + ",\"protocol\":\"" + protocol
                + "\"}";
    }

    private static List<String> ports(Answer answer) {
        return answer.body().getJsonArray("ports").stream()
                .map(JsonObject.class::cast)
                .map(port -> port.getInteger("client_port") + ">" + port.getInteger("server_port") + "/"
                        + port.getString("protocol"))
                .toList();
    }
}
