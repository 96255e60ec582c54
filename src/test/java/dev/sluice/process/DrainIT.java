package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM: what is in flight is answered, then everything ends in order. */
@Timeout(180)
class DrainIT {

    private static final Map<String, String> ENVIRONMENT = Map.of("SLUICE_SHUTDOWN_DRAIN", "30s");

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder).sweep();
    }

    @Test
    void aRequestWhoseBodyIsHalfSentIsAnsweredAfterSigterm() throws Exception {
        byte[] body = Client.oneMapping(3001).getBytes(StandardCharsets.UTF_8);
        String half = new String(body, 0, body.length / 2, StandardCharsets.UTF_8);
        String rest = new String(body, body.length / 2, body.length - body.length / 2, StandardCharsets.UTF_8);
        Client client = new Client();
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT);
                RawConnection connection = new RawConnection(server.data("/").getPort())) {
            // the interim answer proves that the request is in flight before the signal comes
            connection.send("PUT " + Client.DOCUMENTED + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nExpect: 100-continue\r\n"
                    + "Content-Length: " + body.length + "\r\n\r\n");
            assertThat(connection.read().status()).isEqualTo(100);
            connection.send(half);

            server.terminate();
            Eventually.holds(() -> client.status(server.control("/readyz")) == 503);
            connection.send(rest);

            RawConnection.Answer answer = connection.read();
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(new JsonObject(answer.text())
                            .getJsonArray("ports")
                            .getJsonObject(0)
                            .getInteger("client_port"))
                    .isEqualTo(3001);
            assertThat(server.exitCode()).isZero();
            assertThat(new PostgresProcesses(folder).running()).isEmpty();
        }
    }

    @Test
    void untilNoticeIsOverNewConnectionsAreServedOnceEach() throws Exception {
        Client client = new Client();
        try (ServerProcess server = ServerProcess.serve(folder, Map.of("SLUICE_SHUTDOWN_NOTICE", "5s"))) {
            server.terminate();
            Eventually.holds(() -> client.status(server.control("/readyz")) == 503);

            try (RawConnection connection = new RawConnection(server.data("/").getPort())) {
                connection.send("GET " + Client.DOCUMENTED + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                RawConnection.Answer answer = connection.read();
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(connection.isClosedByServer()).isTrue();
            }
            assertThat(server.exitCode()).isZero();
        }
    }

    @Test
    void aServerWithNothingToDoEndsWithZero() throws Exception {
        try (ServerProcess server = ServerProcess.serve(folder, ENVIRONMENT)) {
            server.terminate();

            assertThat(server.exitCode()).isZero();
            assertThat(new PostgresProcesses(folder).running()).isEmpty();
            assertThat(folder.resolve("postgres/cluster/postmaster.pid")).doesNotExist();
        }
    }
}
