package dev.sluice.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The server process of a cluster, found through the cluster's {@code postmaster.pid}, whoever started it. */
final class Postmaster {

    /** Time for what has been told to end at once. */
    private static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 20;

    private final Path cluster;
    private final ProcessHandle process;

    private Postmaster(Path cluster, ProcessHandle process) {
        this.cluster = cluster;
        this.process = process;
    }

    /** The running server of the cluster. A stale {@code postmaster.pid} counts for nothing. */
    static Optional<Postmaster> find(Path cluster) throws IOException {
        Path file = cluster.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                .filter(process -> alive(process) && serves(process, cluster, lines))
                .map(process -> new Postmaster(cluster, process));
    }

    /** A process id may have gone to somebody else since the file was written. */
    private static boolean serves(ProcessHandle process, Path cluster, List<String> lines) {
        Optional<Path> workingFolder = workingFolder(process);
        if (workingFolder.isPresent()) {
            return workingFolder.get().equals(real(cluster));
        }
        Optional<String> command = process.info().commandLine();
        if (command.isPresent()) {
            return command.get().contains("postgres") && command.get().contains(cluster.toString());
        }
        // the third line is the start in seconds since 1970
        Optional<Instant> start = process.info().startInstant();
        return lines.size() > 2
                && lines.get(2).strip().matches("[0-9]{1,18}")
                && start.isPresent()
                && Duration.between(
                                        start.get(),
                                        Instant.ofEpochSecond(
                                                Long.parseLong(lines.get(2).strip())))
                                .abs()
                                .compareTo(AT_ONCE)
                        < 0;
    }

    long pid() {
        return process.pid();
    }

    /** Stops the server: in order (open connections are cut, everything is written out), else at once. */
    void stop(Duration patience) throws IOException {
        List<ProcessHandle> family =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        // CONT: a server that was stopped (SIGSTOP) hears nothing else
        signal("INT");
        signal("CONT");
        if (!await(this::gone, patience)) {
            signal("QUIT");
            if (!await(this::gone, AT_ONCE)) {
                family.forEach(ProcessHandle::destroyForcibly);
                await(this::gone, AT_ONCE);
            }
        }
        awaitOrphans(cluster);
    }

    private boolean gone() {
        return !alive(process) || !Files.exists(cluster.resolve("postmaster.pid"));
    }

    private void signal(String name) throws IOException {
        // Java can send TERM only, which would wait for every client to leave
        Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            kill.waitFor(AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits for server processes that outlive a killed postmaster for a moment: a new one cannot start beside them.
     * Finds them on Linux only; elsewhere they are few and quick to go.
     */
    static void awaitOrphans(Path cluster) {
        Path real = real(cluster);
        if (!await(() -> orphans(real).isEmpty(), AT_ONCE)) {
            orphans(real).forEach(ProcessHandle::destroyForcibly);
            await(() -> orphans(real).isEmpty(), AT_ONCE);
        }
    }

    private static List<ProcessHandle> orphans(Path cluster) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        workingFolder(process).filter(cluster::equals).isPresent() && alive(process))
                .toList();
    }

    private static Optional<Path> workingFolder(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")));
        } catch (IOException | UnsupportedOperationException notLinuxOrGone) {
            return Optional.empty();
        }
    }

    private static boolean alive(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            // a zombie is alive to Java; where nobody collects it, it stays for ever
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return !stat.substring(stat.lastIndexOf(')') + 1).startsWith(" Z");
        } catch (IOException notLinuxOrGone) {
            return process.isAlive();
        }
    }

    private static Path real(Path cluster) {
        try {
            return cluster.toRealPath();
        } catch (IOException e) {
            return cluster.toAbsolutePath();
        }
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            try {
                Thread.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
