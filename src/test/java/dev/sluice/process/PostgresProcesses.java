package dev.sluice.process;

import dev.sluice.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The processes of the embedded Postgres in a data folder, as Linux shows them. */
record PostgresProcesses(Path data) {

    private Path cluster() {
        return data.resolve("postgres/cluster").toAbsolutePath();
    }

    /** The one that starts all others. */
    ProcessHandle postmaster() throws IOException {
        String pid = Files.readAllLines(cluster().resolve("postmaster.pid")).get(0);
        return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    }

    /** All that run, stopped ones too; zombies do not. */
    List<ProcessHandle> running() {
        return ProcessHandle.allProcesses()
                .filter(process -> folder(process).filter(cluster()::equals).isPresent())
                .toList();
    }

    /** A zombie has no folder any more. */
    private static Optional<Path> folder(ProcessHandle process) {
        try {
            return Optional.of(Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/cwd")));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** SIGSTOP for all of them; the postmaster comes first, so that it starts no further ones. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP", List.of(postmaster()));
        signal("STOP", running());
    }

    /** SIGCONT for all of them. */
    void resume() throws IOException, InterruptedException {
        signal("CONT", running());
    }

    /** SIGKILL for all of them and for another process, in one go. */
    void killWith(ProcessHandle other) throws IOException, InterruptedException {
        signal("STOP", List.of(postmaster()));
        signal("KILL", Stream.concat(Stream.of(other), running().stream()).toList());
    }

    /** SIGKILL for all of them. */
    void kill() throws IOException, InterruptedException {
        signal("STOP", List.of(postmaster()));
        signal("KILL", running());
    }

    static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", "-s", name));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        // one that has ended meanwhile makes kill complain
        new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /** Ends what a test leaves behind, and gives the shared programs back. */
    void sweep() {
        try {
            signal("KILL", running());
            Path binaries = data.resolve("postgres/binaries");
            if (Files.isSymbolicLink(binaries)) {
                Files.delete(binaries);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Eventually.holds(() -> running().isEmpty());
    }
}
