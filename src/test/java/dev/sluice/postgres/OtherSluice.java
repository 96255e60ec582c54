package dev.sluice.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Another process that runs a server on a folder, and can be killed. */
final class OtherSluice implements AutoCloseable {

    static final String URL = "http://127.0.0.1:8080";

    private final Process process;

    OtherSluice(Path data, Path programs) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherSluice.class.getName(),
                        data.toString(),
                        programs.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line = reader.readLine(); !"ready".equals(line); line = reader.readLine()) {
            if (line == null) {
                throw new IOException("the other process did not start");
            }
        }
    }

    /** The other process. */
    public static void main(String[] arguments) throws IOException {
        EmbeddedPostgres.start(
                new EmbeddedSettings(
                        Path.of(arguments[0]), Path.of(arguments[1]), 0, Duration.ofMinutes(1), Duration.ofSeconds(8)),
                URL);
        System.out.println("ready");
        System.in.read();
    }

    long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }
}
