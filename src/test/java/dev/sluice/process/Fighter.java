package dev.sluice.process;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;

/**
 * One client with one service, which wants port pairs that others want too. Knows what its service may hold: what the
 * last acknowledged write said, or what a later one of unknown outcome said. One thread at a time.
 */
final class Fighter {

    private static final String PORT_ID = "f1900000-0000-4000-8000-000000000001";
    private static final String VPC_ID = "f1900000-0000-4000-8000-0000000000ff";
    private static final int SERVER_PORTS = 6;
    private static final int MOST_PAIRS = 4;

    private final Client client;
    private final String path;
    private final Random random;
    private final List<List<String>> possible = new ArrayList<>(List.of(List.of()));

    private Fighter(Client client, String path, Random random) {
        this.client = client;
        this.path = path;
        this.random = random;
    }

    /**
     * How a fight went.
     *
     * @param refused because another service holds a pair
     */
    record Count(int acknowledged, int refused) {

        Count plus(Count other) {
            return new Count(acknowledged + other.acknowledged, refused + other.refused);
        }
    }

    static Fighter create(Client client, ServerProcess server, int number, long seed)
            throws IOException, InterruptedException {
        String services = "/v1/" + String.format("%032x", 0xf19 + number) + "/vpc-endpoint-services";
        JsonObject body = new JsonObject()
                .put("port_id", PORT_ID)
                .put("vpc_id", VPC_ID)
                .put("server_type", "VM")
                .put("ports", new JsonArray());
        HttpResponse<String> created = client.send("POST", server.data(services), body.encode());
        if (created.statusCode() != 200) {
            throw new AssertionError("not created: " + created.body());
        }
        String id = new JsonObject(created.body()).getString("id");
        return new Fighter(client, services + "/" + id, new Random(seed * 31 + number));
    }

    String path() {
        return path;
    }

    List<List<String>> possible() {
        return possible;
    }

    /** Whether the write that nobody heard of again was done. */
    boolean lastWasDone(List<String> held) {
        return held.equals(possible.get(possible.size() - 1));
    }

    /** It is known again what the service holds. */
    void settle(List<String> held) {
        possible.clear();
        possible.add(held);
    }

    /** Writes until the first write of unknown outcome: who kills the server decides when that is. */
    Count fight(ServerProcess server, CountDownLatch acknowledged) throws InterruptedException {
        int written = 0;
        int refused = 0;
        while (true) {
            List<String> wanted = somePairs();
            possible.add(wanted);
            int status;
            try {
                HttpResponse<String> answer = client.put(server.data(path), ports(wanted));
                status = answer.statusCode();
                if (status == 400 && !answer.body().contains("EndPoint.3044")) {
                    throw new AssertionError("not the refusal of a taken pair: " + answer.body());
                }
            } catch (IOException goneWithTheServer) {
                return new Count(written, refused);
            }
            switch (status) {
                case 200 -> {
                    settle(wanted);
                    written++;
                    acknowledged.countDown();
                }
                case 400 -> {
                    possible.remove(possible.size() - 1);
                    refused++;
                }
                case 503 -> {
                    return new Count(written, refused);
                }
                default -> throw new AssertionError("status " + status);
            }
        }
    }

    private List<String> somePairs() {
        TreeSet<String> pairs = new TreeSet<>();
        int most = random.nextInt(MOST_PAIRS + 1);
        for (int i = 0; i < most; i++) {
            pairs.add((1 + random.nextInt(SERVER_PORTS)) + (random.nextBoolean() ? "/TCP" : "/UDP"));
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

    /** The pairs that an answer shows, in the order of {@link #possible}. */
    static List<String> pairs(JsonArray ports) {
        TreeSet<String> pairs = new TreeSet<>();
        for (int i = 0; i < ports.size(); i++) {
            JsonObject port = ports.getJsonObject(i);
            pairs.add(port.getInteger("server_port") + "/" + port.getString("protocol"));
        }
        return List.copyOf(pairs);
    }
}
