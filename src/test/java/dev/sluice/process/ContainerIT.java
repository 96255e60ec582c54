package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.kubernetes.Recipe;
import dev.sluice.support.Eventually;
import dev.sluice.support.RawConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the Dockerfile says, as far as it can be done without a container engine: its jar, its rehearsal, its very command
 * line and user, in a file system that is read-only but for {@code /tmp}, with the settings of the overlay {@code mock}.
 */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ContainerIT {

    private static final Path OVERLAY = Path.of("k8s", "overlays", "mock").toAbsolutePath();

    /** As the Deployment has it, but for the ports and a shorter notice. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "SLUICE_LISTEN_HOST", "0.0.0.0",
            "SLUICE_LISTEN_PORT", "0",
            "SLUICE_CONTROL_HOST", "0.0.0.0",
            "SLUICE_CONTROL_PORT", "0",
            // as of the Secret: there is no folder to keep one in
            "SLUICE_CONTROL_TOKEN", "of-a-test-0123456789abcdef",
            "SLUICE_SHUTDOWN_NOTICE", "3s",
            "SLUICE_SHUTDOWN_DRAIN", "20s",
            // a cache that does not fit ends the start instead of slowing it down
            "JAVA_TOOL_OPTIONS", "-XX:AOTMode=on");

    private final Recipe recipe = Recipe.read();
    private final Client client = new Client();

    @TempDir
    private Path folder = Path.of("");

    private Path image = Path.of("");
    private Path root = Path.of("");

    @BeforeEach
    void copyWhatTheImageHas() throws Exception {
        assumeTrue(Cell.isPossible(), "only root can build a file system of its own");
        image = Files.createDirectory(folder.resolve("image"));
        root = Files.createDirectory(folder.resolve("root"));
        Path target = Path.of("target");
        Files.copy(target.resolve("sluice.jar"), image.resolve("sluice.jar"));
        Path libraries = Files.createDirectory(image.resolve("lib"));
        try (Stream<Path> jars = Files.list(target.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                if (!jar.toString().contains("darwin")) {
                    Files.copy(jar, libraries.resolve(String.valueOf(jar.getFileName())));
                }
            }
        }
    }

    @Test
    void theCommandOfTheImageServesAsAUserWhoMayNothing() throws Exception {
        Cell cell = new Cell(root, java25(), image, recipe.folder(), OVERLAY);
        rehearse(cell);
        Map<String, Long> before = sizes();
        List<String> command = new ArrayList<>(recipe.entryPoint());
        command.addAll(recipe.command());
        ProcessBuilder builder = cell.running(recipe.user(), recipe.group(), command);
        builder.environment().putAll(ENVIRONMENT);

        try (ServerProcess server = ServerProcess.open(
                builder.redirectError(folder.resolve("errors").toFile()))) {
            assertThat(client.get(server.data("/orders-api/orders/7")).body()).contains("anchor");
            assertThat(client.status(server.data("/orders-api/orders/0"))).isEqualTo(400);
            assertThat(client.status(server.control("/livez"))).isEqualTo(200);
            assertThat(client.status(server.control("/readyz"))).isEqualTo(200);
            assertUnprivileged(Cell.status(server.handle()));

            // not through the Process, which would close standard output, where the access log goes
            server.handle().destroy();
            Eventually.holds(() -> client.status(server.control("/readyz")) == 503);
            try (RawConnection connection = new RawConnection(server.data("/").getPort())) {
                connection.send("GET /orders-api/orders/7 HTTP/1.1\r\nHost: localhost\r\n\r\n");
                assertThat(connection.read().status()).isEqualTo(200);
            }
            assertThat(server.exitCode()).as(errors()).isZero();
        }
        assertThat(sizes()).isEqualTo(before);
        // all that the JVM says is that it read the variable of this test
        assertThat(errors().lines()).allMatch(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS"));
    }

    private void assertUnprivileged(Map<String, String> status) {
        String user = Long.toString(recipe.user());
        assertThat(status.get("Uid")).isEqualTo(String.join("\t", user, user, user, user));
        assertThat(status.get("CapEff")).matches("0+");
        assertThat(status.get("CapBnd")).matches("0+");
        assertThat(status.get("NoNewPrivs")).isEqualTo("1");
    }

    /** A build step, as the Dockerfile has it. */
    private void rehearse(Cell cell) throws IOException, InterruptedException {
        Path log = folder.resolve("rehearsal");
        Process process = cell.building(recipe.rehearsal())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
        assertThat(image.resolve("sluice.aot")).isNotEmptyFile();
    }

    /** The JVM options that decide whether the archive fits are the same when it is written and when it is read. */
    @Test
    void theRehearsalAndTheCommandHaveTheSameOptions() {
        List<String> rehearsed = recipe.rehearsal().stream()
                .filter(word -> !word.startsWith("-XX:AOTCacheOutput=") && !word.equals("rehearse"))
                .toList();

        assertThat(recipe.entryPoint()).containsSubsequence(rehearsed);
        assertThat(recipe.entryPoint()).contains("-XX:AOTCache=" + recipe.folder() + "/sluice.aot");
        assertThat(recipe.ports()).containsExactly(8080, 9090);
    }

    private Map<String, Long> sizes() throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(image)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sizes.put(file.toString(), Files.size(file));
            }
        }
        return sizes;
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }

    /** Of the JVM that the image has: this one, or one that is installed beside it. */
    private static Path java25() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Optional<Path> found = Runtime.version().feature() == 25 ? Optional.of(own) : beside(own);
        assumeTrue(found.isPresent(), "no Java 25, which the image has, is installed");
        return found.orElseThrow();
    }

    private static Optional<Path> beside(Path own) throws IOException {
        try (Stream<Path> homes =
                Files.list(Optional.ofNullable(own.getParent()).orElse(own))) {
            return homes.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .filter(ContainerIT::isOf25)
                    .min(Comparator.naturalOrder());
        }
    }

    private static boolean isOf25(Path home) {
        try {
            return Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"25");
        } catch (IOException unknown) {
            return false;
        }
    }
}
