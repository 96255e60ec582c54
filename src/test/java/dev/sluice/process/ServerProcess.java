package dev.sluice.process;

import dev.sluice.support.TestStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a user starts it. Its log goes to the test's own standard error. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("^ +(data|service|control) +(http://\\S+).*");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final StringBuilder banner = new StringBuilder();
    private String data = "";
    private String service = "";
    private String control = "";

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** A run that came to its end by itself. */
    record Ended(int exitCode, String out, String err) {}

    private static ProcessBuilder command(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                Path.of("target", "sluice.jar").toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        builder.environment().put("SLUICE_CONTROL_TOKEN", Client.TOKEN);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Runs a command that is expected to end. */
    static Ended run(String... arguments) throws IOException, InterruptedException {
        return run(ProcessBuilder.Redirect.PIPE, arguments);
    }

    /** @param input what standard input is */
    static Ended run(ProcessBuilder.Redirect input, String... arguments) throws IOException, InterruptedException {
        Process process =
                command(List.of(arguments), Map.of()).redirectInput(input).start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
                BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
            CompletableFuture<String> outText = CompletableFuture.supplyAsync(() -> text(out));
            CompletableFuture<String> errText = CompletableFuture.supplyAsync(() -> text(err));
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("did not end within " + PATIENCE_SECONDS + " s");
            }
            return new Ended(process.exitValue(), outText.join(), errText.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static String text(BufferedReader reader) {
        StringBuilder text = new StringBuilder();
        reader.lines().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** Serves an embedded store in a folder, on free ports. */
    static ServerProcess serve(Path dataFolder, Map<String, String> environment) throws IOException {
        sharePrograms(dataFolder);
        return start(List.of("-p", "0", "--control-port", "0", "--data", dataFolder.toString()), environment);
    }

    /** Serves with these flags. Returns once the banner stands there. */
    static ServerProcess start(List<String> flags, Map<String, String> environment) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve"));
        arguments.addAll(flags);
        return open(command(arguments, environment).redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    /**
     * Mocks contracts in a folder, on free ports. Returns once the banner stands there.
     *
     * @param flags and contracts
     */
    static ServerProcess mock(Path folder, Path errors, Map<String, String> environment, String... flags)
            throws IOException {
        List<String> arguments = new ArrayList<>(List.of("mock", "-p", "0", "--control-port", "0"));
        arguments.addAll(List.of(flags));
        return open(command(arguments, environment).directory(folder.toFile()).redirectError(errors.toFile()));
    }

    /** Starts a command that prints the banner. Returns once that stands there. */
    static ServerProcess open(ProcessBuilder command) throws IOException {
        ServerProcess server = new ServerProcess(command.start());
        try {
            server.awaitBanner();
        } catch (IOException | AssertionError e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Postgres' programs need to be unpacked once, not for each folder. */
    static void sharePrograms(Path dataFolder) throws IOException {
        Path binaries = dataFolder.resolve("postgres/binaries");
        if (!Files.exists(binaries)) {
            Files.createDirectories(TestStore.PROGRAMS);
            Files.createDirectories(dataFolder.resolve("postgres"));
            Files.createSymbolicLink(binaries, TestStore.PROGRAMS);
        }
    }

    private void awaitBanner() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            banner.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.matches()) {
                switch (address.group(1)) {
                    case "data" -> data = address.group(2);
                    case "service" -> service = address.group(2);
                    default -> control = address.group(2);
                }
            }
            if (line.contains("stops it")) {
                return;
            }
        }
        throw new AssertionError("the server ended before it was open: " + banner);
    }

    String banner() {
        return banner.toString();
    }

    URI data(String path) {
        return URI.create(data + path);
    }

    URI service(String path) {
        return URI.create(service + path);
    }

    URI control(String path) {
        return URI.create(control + path);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** Waits for the end. @return the exit code */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still runs after " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
