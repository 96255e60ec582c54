package dev.sluice.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A contract is rewritten over and over, in every way that editors have, while clients never stop calling. */
@Timeout(300)
class ReloadUnderLoadIT {

    private static final long SEED = 4_2026;
    private static final int REWRITES = 50;
    private static final int CLIENTS = 4;

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Versions, version: '1'}
            paths:
              /version:
                get:
                  responses:
                    '200':
                      description: the version of this very contract
                      content: {application/json: {examples: {now: {$ref: 'version.yaml'}}}}
            """;

    private static final String PART = "value: {part: %d}\n";

    /** How a file comes to have another content. */
    private enum Way {
        IN_PLACE,
        BY_RENAMING,
        DELETED_FIRST,
        IN_HALVES
    }

    @TempDir
    private Path folder = Path.of("");

    /** The greatest version that was written as a good one, before it was written. */
    private final AtomicInteger newest = new AtomicInteger();

    @Test
    void noRequestFailsAndEveryAnswerIsOfAContractThatWasGood() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Path errors = folder.resolve("errors");
        write(Way.IN_PLACE, "api.yaml", CONTRACT);
        write(Way.IN_PLACE, "version.yaml", PART.formatted(0));
        try (ServerProcess server = ServerProcess.mock(folder, errors, Map.of(), "-w", "api.yaml")) {
            List<ReleaseCaller> callers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                callers.add(new ReleaseCaller(server.data("/version"), "part", newest::get, 0));
            }
            callers.forEach(Thread::start);
            int good = 0;
            for (int i = 1; i <= REWRITES; i++) {
                Way way = Way.values()[random.nextInt(Way.values().length)];
                boolean wrong = random.nextInt(3) == 0;
                int before = told(errors);
                if (wrong) {
                    write(way, "version.yaml", "{value: " + "[".repeat(1 + random.nextInt(3)) + i);
                } else {
                    good = i;
                    newest.set(i);
                    write(way, "version.yaml", PART.formatted(i));
                }
                Eventually.holds(() -> told(errors) > before);
            }
            int last = good;
            newest.set(REWRITES + 1);
            write(Way.BY_RENAMING, "version.yaml", PART.formatted(REWRITES + 1));
            Eventually.holds(() -> callers.stream().allMatch(caller -> caller.hasSeen(REWRITES + 1)));
            for (ReleaseCaller caller : callers) {
                caller.end();
            }
            assertThat(last).isPositive();
            assertThat(callers.stream().mapToLong(ReleaseCaller::answers).sum()).isGreaterThan(REWRITES);
            server.terminate();
            assertThat(server.exitCode()).isZero();
        }
    }

    /** How many times the server has said what became of a change. */
    private static int told(Path errors) {
        try (var lines = Files.lines(errors)) {
            return (int) lines.filter(line -> line.startsWith("api.yaml: serves from now on")
                            || line.startsWith("api.yaml: the contract of before goes on"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Way way, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        switch (way) {
            case IN_PLACE -> Files.writeString(file, text);
            case BY_RENAMING -> {
                Path next = Files.writeString(folder.resolve(name + ".tmp"), text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            }
            case DELETED_FIRST -> {
                Files.deleteIfExists(file);
                Files.writeString(file, text);
            }
            case IN_HALVES -> {
                int half = text.length() / 2;
                Files.writeString(file, text.substring(0, half));
                Files.writeString(file, text.substring(half), StandardOpenOption.APPEND);
            }
        }
    }
}
