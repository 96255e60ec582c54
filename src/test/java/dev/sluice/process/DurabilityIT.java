package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is acknowledged stays, whoever is killed; and a folder has one holder. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class DurabilityIT {

    private static final Map<String, String> ENVIRONMENT = Map.of("SLUICE_RATE_LIMITS_MODE", "off");
    private static final int WRITES = 100;

    @TempDir
    private Path folder = Path.of("");

    private final Client client = new Client();

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    @Test
    void acknowledgedWritesSurviveTheSuddenEndOfSluiceAndPostgres() throws Exception {
        AtomicInteger acknowledged = new AtomicInteger();
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            CompletableFuture<Void> writes =
                    CompletableFuture.runAsync(() -> write(server.data(Client.DOCUMENTED), acknowledged));
            Eventually.holds(() -> acknowledged.get() >= WRITES);

            new PostgresProcesses(folder).killWith(server.handle());

            writes.join();
        }

        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            // the write that nobody heard of again may have been done or not
            assertThat(Client.clientPort(client.get(server.data(Client.DOCUMENTED))))
                    .isBetween(acknowledged.get(), acknowledged.get() + 1);
        }
    }

    /** Writes 1, 2, 3 and so on, one after the other, until there is no answer or a refusal. */
    private void write(URI service, AtomicInteger acknowledged) {
        try {
            for (int next = 1; client.put(service, Client.oneMapping(next)).statusCode() == 200; next++) {
                acknowledged.set(next);
            }
        } catch (IOException goneWithTheServer) {
            assertThat(acknowledged.get()).isGreaterThanOrEqualTo(WRITES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void theStoreOfAKilledServerIsFoundAndStoppedByTheNextOne() throws Exception {
        PostgresProcesses postgres = new PostgresProcesses(folder);
        ProcessHandle leftover;
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            URI service = server.data(Client.DOCUMENTED);
            assertThat(client.put(service, Client.oneMapping(2001)).statusCode())
                    .isEqualTo(200);
            leftover = postgres.postmaster();

            server.kill();
        }
        assertThat(postgres.running()).extracting(ProcessHandle::pid).contains(leftover.pid());

        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            assertThat(postgres.running()).extracting(ProcessHandle::pid).doesNotContain(leftover.pid());
            assertThat(Client.clientPort(client.get(server.data(Client.DOCUMENTED))))
                    .isEqualTo(2001);
        }
    }

    @Test
    void aSecondServerOnTheSameFolderIsToldWhoHoldsIt() throws Exception {
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            List<ProcessHandle> before = new PostgresProcesses(folder).running();

            ServerProcess.Ended second =
                    ServerProcess.run("serve", "-p", "0", "--control-port", "0", "--data", folder.toString());

            assertThat(second.exitCode()).isEqualTo(2);
            assertThat(second.err().lines().toList())
                    .singleElement()
                    .asString()
                    .contains(
                            folder.toString(),
                            "in use by process " + server.handle().pid() + " ",
                            "--data");
            assertThat(second.out()).isEmpty();
            assertThat(client.status(server.data(Client.DOCUMENTED))).isEqualTo(200);
            assertThat(new PostgresProcesses(folder).postmaster()).isIn(before);
        }
    }
}
