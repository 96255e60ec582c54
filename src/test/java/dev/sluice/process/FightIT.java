package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients fight over the same port pairs of five services on one port_id while the server is killed and started
 * again: no pair is ever held twice, and no acknowledged write is lost.
 */
@Timeout(300)
class FightIT {

    private static final String PORT_ID = "f1900000-0000-4000-8000-000000000001";
    private static final String VPC_ID = "f1900000-0000-4000-8000-0000000000ff";
    private static final int SERVICES = 5;
    private static final int PAIRS = 12;
    private static final int KILLS = 3;
    private static final Map<String, String> ENVIRONMENT = Map.of("SLUICE_RATE_LIMITS_MODE", "off");

    @TempDir
    private Path folder = Path.of("");

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** One client's service: what it may hold is the last acknowledged write, or a later one of unknown outcome. */
    private static final class Owned {

        private final String project;
        private final String id;
        private final List<List<String>> possible = new ArrayList<>(List.of(List.of()));

        Owned(String project, String id) {
            this.project = project;
            this.id = id;
        }

        String path() {
            return "/v1/" + project + "/vpc-endpoint-services/" + id;
        }
    }

    @Test
    void nobodySharesAPairAndNoAcknowledgedWriteIsLost() throws Exception {
        long seed = 20_260_202;
        List<Owned> services = new ArrayList<>();
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            for (int i = 0; i < SERVICES; i++) {
                services.add(create(server, String.format("%032x", 0xf19 + i)));
            }
            server.terminate();
        }

        int writes = 0;
        for (int round = 0; round < KILLS; round++) {
            writes += fightUntilKilled(services, seed + round);
            try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
                verify(server, services, seed);
            }
        }

        assertThat(writes).as("seed %d", seed).isGreaterThan(50);
    }

    private Owned create(ServerProcess server, String project) throws Exception {
        JsonObject body = new JsonObject()
                .put("port_id", PORT_ID)
                .put("vpc_id", VPC_ID)
                .put("server_type", "VM")
                .put("ports", new JsonArray());
        HttpResponse<String> created =
                send("POST", server.data("/v1/" + project + "/vpc-endpoint-services"), body.encode());
        assertThat(created.statusCode()).as(created.body()).isEqualTo(200);
        return new Owned(project, new JsonObject(created.body()).getString("id"));
    }

    /** @return how many writes were acknowledged */
    private int fightUntilKilled(List<Owned> services, long seed) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(SERVICES);
        AtomicBoolean killed = new AtomicBoolean();
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            List<Future<Integer>> fights = new ArrayList<>();
            for (int i = 0; i < services.size(); i++) {
                Owned owned = services.get(i);
                Random random = new Random(seed * 31 + i);
                fights.add(clients.submit(() -> fight(server, owned, random, killed)));
            }
            // one client alone decides when: after its 40th answer, in the middle of everybody's writes
            Owned witness = services.get(0);
            for (int i = 0; i < 40; i++) {
                send("GET", server.data(witness.path()), "");
            }
            server.kill();
            killed.set(true);
            int acknowledged = 0;
            for (Future<Integer> fight : fights) {
                acknowledged += fight.get();
            }
            return acknowledged;
        } finally {
            clients.shutdownNow();
        }
    }

    private int fight(ServerProcess server, Owned owned, Random random, AtomicBoolean killed)
            throws InterruptedException {
        int acknowledged = 0;
        while (!killed.get()) {
            List<String> wanted = somePairs(random);
            owned.possible.add(wanted);
            try {
                HttpResponse<String> answer = send("PUT", server.data(owned.path()), ports(wanted));
                if (answer.statusCode() == 200) {
                    owned.possible.clear();
                    owned.possible.add(wanted);
                    acknowledged++;
                } else if (answer.statusCode() == 400) {
                    assertThat(answer.body()).contains("EndPoint.3044");
                    owned.possible.remove(owned.possible.size() - 1);
                }
            } catch (IOException goneWithTheServer) {
                return acknowledged;
            }
        }
        return acknowledged;
    }

    private static List<String> somePairs(Random random) {
        TreeSet<String> pairs = new TreeSet<>();
        for (int i = 0; i <= random.nextInt(4); i++) {
            pairs.add((1 + random.nextInt(PAIRS)) + (random.nextBoolean() ? "/TCP" : "/UDP"));
        }
        return List.copyOf(pairs);
    }

    private static String ports(List<String> pairs) {
        JsonArray ports = new JsonArray();
        for (int i = 0; i < pairs.size(); i++) {
            String[] pair = pairs.get(i).split("/", -1);
            ports.add(new JsonObject()
                    .put("client_port", 1000 + i)
                    .put("server_port", Integer.parseInt(pair[0]))
                    .put("protocol", pair[1]));
        }
        return new JsonObject().put("ports", ports).encode();
    }

    private void verify(ServerProcess server, List<Owned> services, long seed) throws Exception {
        Map<String, String> holders = new HashMap<>();
        for (Owned owned : services) {
            HttpResponse<String> shown = send("GET", server.data(owned.path()), "");
            assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
            List<String> held = pairs(new JsonObject(shown.body()).getJsonArray("ports"));
            assertThat(owned.possible).as("seed %d, %s", seed, owned.id).contains(held);
            for (String pair : held) {
                assertThat(holders.put(pair, owned.id))
                        .as("seed %d, %s", seed, pair)
                        .isNull();
            }
            owned.possible.clear();
            owned.possible.add(held);
        }
    }

    private static List<String> pairs(JsonArray ports) {
        TreeSet<String> pairs = new TreeSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonObject port = ports.getJsonObject(i);
            pairs.add(port.getInteger("server_port") + "/" + port.getString("protocol"));
        }
        return List.copyOf(pairs);
    }

    private HttpResponse<String> send(String method, URI uri, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
