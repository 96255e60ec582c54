package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.EmbeddedPostgres;
import dev.sluice.postgres.EmbeddedSettings;
import dev.sluice.postgres.Migrations;
import dev.sluice.postgres.PostgresSettings;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A Postgres that goes away, stops answering, and comes back. */
class OutageTest {

    private static final String PROJECT = "00000000000000000000000000000f01";

    private final EmbeddedSettings settings;
    private EmbeddedPostgres server;
    private final Services services;
    private final String id;

    OutageTest(@TempDir Path data) throws IOException {
        settings = new EmbeddedSettings(
                data, TestStore.PROGRAMS, freePort(), Duration.ofMinutes(1), Duration.ofSeconds(8));
        server = EmbeddedPostgres.start(settings, "a test");
        Migrations.run(server.address(), Duration.ofSeconds(10));
        PostgresSettings postgres = new PostgresSettings(4, 2, 20, Duration.ofSeconds(3), Duration.ofSeconds(3));
        services = new Services(server.address(), Services.EMPTY, postgres);
        id = services.create(PROJECT, UUID.randomUUID().toString(), "[]").id();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterEach
    void close() {
        services.close();
        server.close();
    }

    @Test
    void recoversFromARestart() {
        server.close();

        assertThat(Services.await(write(1)).problem()).isEqualTo("backend-unavailable");

        server = EmbeddedPostgres.start(settings, "a test");
        Eventually.holds(() -> Services.await(write(2)).status() == 200);
    }

    @Test
    void keepsWhatWasAcknowledgedWhenTheServerIsKilled() {
        List<Future<Answer>> writes =
                IntStream.range(0, 20).mapToObj(this::create).toList();
        Services.await(writes.get(10));
        ProcessHandle.of(server.pid().orElseThrow()).orElseThrow().destroyForcibly();
        List<Answer> answers =
                writes.stream().map(write -> Services.await(write)).toList();
        server.close();
        server = EmbeddedPostgres.start(settings, "a test");
        Eventually.holds(() -> services.show(PROJECT, id).status() == 200);

        assertThat(answers).allMatch(answer -> answer.status() == 200 || answer.status() == 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(services.show(answer.body().getString("project_id"), answer.id()))
                        .isEqualTo(answer));
    }

    private Future<Answer> create(int i) {
        return services.later(
                "createVpcEndpointService",
                "%032x".formatted(i),
                null,
                Map.of(),
                "{\"port_id\":\"" + UUID.randomUUID() + "\",\"vpc_id\":\"" + Services.VPC
                        + "\",\"server_type\":\"VM\",\"ports\":[]}");
    }

    /** SIGSTOP: connections stay open, and nothing ever answers. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void queuesWithinBoundsWhileTheServerIsStopped() throws Exception {
        List<ProcessHandle> stopped = family();
        signal("STOP", stopped);
        List<Future<Answer>> writes;
        try {
            writes = IntStream.range(0, 200).mapToObj(this::write).toList();

            // 4 connections with 2 statements each, and 20 that wait
            Eventually.holds(() -> writes.stream().filter(Future::isComplete).count() >= 200 - 28);
        } finally {
            signal("CONT", stopped);
        }

        assertThat(writes)
                .allSatisfy(write -> assertThat(Services.await(write).status()).isIn(200, 503));
        assertThat(Services.await(write(3)).status()).isEqualTo(200);
        assertThat(Services.await(services.ping())).isNull();
    }

    private List<ProcessHandle> family() {
        ProcessHandle postmaster = ProcessHandle.of(server.pid().orElseThrow()).orElseThrow();
        return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    }

    private static void signal(String name, List<ProcessHandle> processes) throws Exception {
        for (ProcessHandle process : processes) {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }

    private Future<Answer> write(int i) {
        return services.later("modifyVpcEndpointService", PROJECT, id, Map.of(), "{\"vip_port_id\":\"" + i + "\"}");
    }
}
