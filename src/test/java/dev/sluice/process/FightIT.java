package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clients fight over the same port pairs of five services on one port_id while the server, or its database, is
 * killed in the middle of writes and started again: no pair is ever held twice, and no acknowledged write is lost.
 */
@Timeout(600)
@EnabledOnOs(OS.LINUX)
class FightIT {

    private static final long SEED = 20_260_202;
    private static final int SERVICES = 5;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SLUICE_RATE_LIMITS_MODE", "off",
            "SLUICE_BREAKER_OPEN_FOR", "500ms");

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();
    private final List<Fighter> fighters = new ArrayList<>();

    /** What is killed without a word. */
    private enum Kill {
        SLUICE,
        POSTGRES,
        POSTMASTER_ONLY,
        BOTH
    }

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    @Test
    void nobodySharesAPairAndNoAcknowledgedWriteIsLost() throws Exception {
        System.out.println("FightIT: seed " + SEED);
        Random random = new Random(SEED);
        List<Kill> kills = new ArrayList<>(List.of(Kill.values()));
        kills.addAll(List.of(Kill.values()));
        Collections.shuffle(kills, random);
        ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT);
        try {
            for (int i = 0; i < SERVICES; i++) {
                fighters.add(Fighter.create(client, server, i, SEED));
            }
            for (Kill kill : kills) {
                fightUntil(kill, server, 30 + random.nextInt(120));
                if (!server.handle().isAlive()) {
                    server = ServerProcess.serve(folder, ENVIRONMENT);
                }
                verify(server, kill);
            }
        } finally {
            server.close();
        }
    }

    /** @param writes how many are acknowledged before the kill */
    private void fightUntil(Kill kill, ServerProcess server, int writes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(SERVICES);
        try {
            CountDownLatch acknowledged = new CountDownLatch(writes);
            List<Future<Fighter.Count>> fights = fighters.stream()
                    .map(fighter -> threads.submit(() -> fighter.fight(server, acknowledged)))
                    .toList();
            assertThat(acknowledged.await(2, TimeUnit.MINUTES))
                    .as("%d writes", writes)
                    .isTrue();

            kill(kill, server);

            Fighter.Count sum = new Fighter.Count(0, 0);
            for (Future<Fighter.Count> fight : fights) {
                sum = sum.plus(fight.get(1, TimeUnit.MINUTES));
            }
            System.out.println("FightIT: " + kill + " after " + writes + " writes: " + sum);
            // they did get in each other's way
            assertThat(sum.refused()).as("seed %d, %s", SEED, kill).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private void kill(Kill kill, ServerProcess server) throws Exception {
        PostgresProcesses postgres = new PostgresProcesses(folder);
        switch (kill) {
            case SLUICE -> server.kill();
            case BOTH -> {
                postgres.killWith(server.handle());
                server.exitCode();
            }
            case POSTGRES -> postgres.kill();
            case POSTMASTER_ONLY -> PostgresProcesses.signal("KILL", List.of(postgres.postmaster()));
        }
    }

    private void verify(ServerProcess server, Kill kill) throws Exception {
        // a killed Postgres is started again by the server that goes on
        Eventually.holds(() -> client.status(server.data(fighters.get(0).path())) == 200);
        Map<String, String> holders = new HashMap<>();
        int done = 0;
        for (Fighter fighter : fighters) {
            HttpResponse<String> shown = client.get(server.data(fighter.path()));
            assertThat(shown.statusCode()).as(shown.body()).isEqualTo(200);
            List<String> held = Fighter.pairs(new JsonObject(shown.body()).getJsonArray("ports"));
            assertThat(fighter.possible())
                    .as("seed %d, %s, %s", SEED, kill, fighter.path())
                    .contains(held);
            for (String pair : held) {
                assertThat(holders.put(pair, fighter.path()))
                        .as("seed %d, %s, %s", SEED, kill, pair)
                        .isNull();
            }
            done += fighter.lastWasDone(held) ? 1 : 0;
            fighter.settle(held);
        }
        System.out.println("FightIT: writes without an answer that were done: " + done);
    }
}
