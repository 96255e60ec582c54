package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.Seed;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many callers on several nodes at once. */
@ExtendWith(StoreExtension.class)
class ConcurrencyTest {

    private static final String PROJECT = "00000000000000000000000000000d01";
    private static final int ROUNDS = 40;

    private final StoreAddress address;
    private final List<Services> nodes;

    ConcurrencyTest(TestStore store) {
        address = store.database();
        VpcepSettings settings = new VpcepSettings("here", 7, Duration.ZERO, false);
        nodes = List.of(
                new Services(address, settings, Services.QUICK), new Services(address, settings, Services.QUICK));
    }

    @AfterEach
    void close() {
        nodes.forEach(Services::close);
    }

    @Test
    void exactlyFiveFitOnOnePortId() {
        String port = UUID.randomUUID().toString();

        List<String> outcomes = atOnce(30, i -> create(project(i), port, i));

        assertThat(outcomes).filteredOn(""::equals).hasSize(5);
        assertThat(outcomes).filteredOn("backend-full"::equals).hasSize(25);
    }

    @Test
    void exactlyTheQuotaFitsIntoAProject() {
        List<String> outcomes =
                atOnce(30, i -> create(PROJECT, UUID.randomUUID().toString(), i));

        assertThat(outcomes).filteredOn(""::equals).hasSize(7);
        assertThat(outcomes).filteredOn("quota-exceeded"::equals).hasSize(23);
    }

    @Test
    void exactlyOneGetsAPair() {
        String port = UUID.randomUUID().toString();

        List<String> outcomes = atOnce(20, i -> create(project(i), port, 80));

        assertThat(outcomes).filteredOn(""::equals).hasSize(1);
        assertThat(outcomes).filteredOn("port-conflict"::equals).hasSize(19);
    }

    private static String project(int i) {
        return "%032x".formatted(i);
    }

    private Future<Answer> create(String project, String port, int serverPort) {
        JsonObject body = new JsonObject()
                .put("port_id", port)
                .put("vpc_id", Services.VPC)
                .put("server_type", "VM")
                .put("ports", new JsonArray().add(mapping(1, serverPort + 1, "TCP")));
        return nodes.get(serverPort % nodes.size())
                .later("createVpcEndpointService", project, null, Map.of(), body.encode());
    }

    private static List<String> atOnce(int calls, Function<Integer, Future<Answer>> call) {
        List<Future<Answer>> answers =
                IntStream.range(0, calls).boxed().map(call).toList();
        return answers.stream().map(answer -> Services.await(answer).problem()).toList();
    }

    /** Ten services wander between two backends and fight for six pairs. Each has one writer, who knows what it has. */
    @Test
    void noPairHasTwoHoldersAndNoAcknowledgedWriteIsLost() throws SQLException {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        List<String> ports =
                List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());
        List<Writer> writers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String port = ports.get(i % 2);
            Answer created = nodes.get(0).create(project(i), port, "[]");
            writers.add(new Writer(nodes.get(i % nodes.size()), new Random(seed + i), ports, created.body()));
        }

        List<Future<JsonObject>> last = writers.stream().map(Writer::start).toList();

        for (Future<JsonObject> one : last) {
            JsonObject acknowledged = Services.await(one);
            Answer shown = nodes.get(1).show(acknowledged.getString("project_id"), acknowledged.getString("id"));
            assertThat(shown.body()).isEqualTo(acknowledged);
        }
        assertThat(count("SELECT FROM endpoint_service, unnest(server_ports, protocols) AS pair (p, q)"
                        + " GROUP BY port_id, p, q HAVING count(DISTINCT id) > 1"))
                .isZero();
        assertThat(count("SELECT FROM (SELECT port_id, p, q, id FROM endpoint_service, unnest(server_ports, protocols)"
                        + " AS pair (p, q) GROUP BY 1, 2, 3, 4) AS wanted"
                        + " FULL JOIN backend_pair ON (wanted.port_id, p, q, id) = (backend_pair.port_id, server_port, protocol,"
                        + " service_id) WHERE wanted.id IS NULL OR backend_pair.service_id IS NULL"))
                .isZero();
        assertThat(count("SELECT FROM endpoint_service GROUP BY port_id HAVING count(*) > 5"))
                .isZero();
        assertThat(writers)
                .allSatisfy(writer -> assertThat(writer.outcomes)
                        .hasSize(ROUNDS)
                        .allMatch(List.of("", "port-conflict", "backend-full", "contended")::contains));
        List<String> outcomes =
                writers.stream().flatMap(writer -> writer.outcomes.stream()).toList();
        assertThat(outcomes).contains("", "port-conflict");
        // who waits too long for others is told so; that is rare
        assertThat(outcomes).filteredOn("contended"::equals).hasSizeLessThan(outcomes.size() / 10);
    }

    private int count(String query) throws SQLException {
        try (Connection connection = TestStore.connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM (" + query + ") AS rows")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static JsonObject mapping(int clientPort, int serverPort, String protocol) {
        return new JsonObject()
                .put("client_port", clientPort)
                .put("server_port", serverPort)
                .put("protocol", protocol);
    }

    /** Modifies one service again and again. */
    private static final class Writer {

        private final Services services;
        private final Random random;
        private final List<String> ports;
        private final List<String> outcomes = new ArrayList<>();
        private JsonObject acknowledged;

        Writer(Services services, Random random, List<String> ports, JsonObject created) {
            this.services = services;
            this.random = random;
            this.ports = ports;
            this.acknowledged = created;
        }

        /** The last state that was acknowledged. */
        Future<JsonObject> start() {
            if (outcomes.size() == ROUNDS) {
                return Future.succeededFuture(acknowledged);
            }
            return services.later(
                            "modifyVpcEndpointService",
                            acknowledged.getString("project_id"),
                            acknowledged.getString("id"),
                            Map.of(),
                            change().encode())
                    .compose(answer -> {
                        outcomes.add(answer.problem());
                        acknowledged = answer.status() == 200 ? answer.body() : acknowledged;
                        return start();
                    });
        }

        private JsonObject change() {
            JsonObject change = new JsonObject();
            if (random.nextInt(4) == 0) {
                change.put("port_id", ports.get(random.nextInt(2)));
            }
            if (change.isEmpty() || random.nextBoolean()) {
                JsonArray mappings = new JsonArray();
                for (int i = random.nextInt(3); i > 0; i--) {
                    mappings.add(mapping(i, 1 + random.nextInt(3), random.nextBoolean() ? "TCP" : "UDP"));
                }
                change.put("ports", mappings);
            }
            return change;
        }
    }
}
