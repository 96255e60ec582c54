package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be served ends at once with exit code 2 and says why; the ports and the data folder are as asked for. */
@Timeout(180)
class CommandLineIT {

    private static final int DEFAULT_CONTROL_PORT = 9090;

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void sweep() {
        new PostgresProcesses(folder.resolve("data")).sweep();
    }

    @Test
    void aTakenPortIsToldBeforeTheStoreIsStarted() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path data = folder.resolve("data");

            ServerProcess.Ended ended =
                    ServerProcess.run("serve", "-p", Integer.toString(taken.getLocalPort()), "--data", data.toString());

            assertRefused(ended, "sluice: cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
            assertThat(ended.err()).contains("--port", "SLUICE_LISTEN_PORT", "listen.port");
            assertThat(data).doesNotExist();
        }
    }

    @Test
    void aTakenControlPortThatWasAskedForIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());

            ServerProcess.Ended ended = ServerProcess.run(
                    "serve",
                    "-p",
                    "0",
                    "--control-port",
                    port,
                    "--data",
                    folder.resolve("data").toString());

            assertRefused(ended, "sluice: cannot listen on the control port 127.0.0.1:" + port + ": ");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void aTakenDefaultControlPortIsReplacedByTheNextFreeOne() throws Exception {
        Path data = folder.resolve("data");
        ServerProcess.sharePrograms(data);
        try (AutoCloseable taken = takeDefaultControlPort();
                ServerProcess server = ServerProcess.start(List.of("-p", "0", "--data", data.toString()), Map.of())) {
            assertThat(taken).isNotNull();
            assertThat(server.control("/").getPort()).isBetween(DEFAULT_CONTROL_PORT + 1, DEFAULT_CONTROL_PORT + 100);
            assertThat(server.banner()).contains("(the default port is taken)");
            assertThat(new Client().status(server.control("/livez"))).isEqualTo(200);
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
    }

    /** Takes it, unless somebody else on this machine has it already. */
    private static AutoCloseable takeDefaultControlPort() {
        try {
            return new ServerSocket(DEFAULT_CONTROL_PORT, 1, InetAddress.getLoopbackAddress());
        } catch (IOException alreadyTaken) {
            return () -> {};
        }
    }

    @Test
    void aSettingsFileThatIsNotThereIsTold() throws Exception {
        Path missing = folder.resolve("missing.yaml");

        ServerProcess.Ended ended = ServerProcess.run("serve", "-c", missing.toString());

        assertRefused(ended, "sluice: cannot read settings file " + missing + ": no such file");
    }

    @Test
    void everyFaultOfASettingsFileIsToldWithItsPlace() throws Exception {
        Path file = write("sluice.yaml", """
                listen:
                  prot: 8080
                store:
                  deadline: soon
                """);

        ServerProcess.Ended ended = ServerProcess.run("serve", "-c", file.toString());

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .satisfiesExactly(
                        unknown -> assertThat(unknown).startsWith(file + ":2:").contains("prot", "port"),
                        bad -> assertThat(bad).startsWith(file + ":4:").contains("deadline"));
    }

    @Test
    void everyFaultOfAContractIsToldWithItsPlace() throws Exception {
        Path contract = write("api.yaml", """
                openapi: 3.1.0
                info: {title: Faulty, version: '1'}
                paths:
                  /a/{x: {}
                  /b:
                    get:
                      responses: []
                """);
        Path file = write("sluice.yaml", "contracts: [{file: " + contract + ", backend: store}]\n");
        Path data = folder.resolve("data");

        ServerProcess.Ended ended = ServerProcess.run(
                "serve", "-p", "0", "--control-port", "0", "-c", file.toString(), "--data", data.toString());

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList())
                .satisfiesExactly(
                        head -> assertThat(head).startsWith("sluice: the contract " + contract),
                        path -> assertThat(path).startsWith(contract + ":4:"),
                        responses -> assertThat(responses).startsWith(contract + ":7:"));
        assertThat(data).doesNotExist();
    }

    private static void assertRefused(ServerProcess.Ended ended, String message) {
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err().lines().toList()).singleElement().asString().startsWith(message);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
