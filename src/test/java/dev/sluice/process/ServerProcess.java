package dev.sluice.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged jar as a user starts it. Its log goes to the test's own standard error. */
final class ServerProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("^ +(data|control) +(http://\\S+).*");
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final StringBuilder banner = new StringBuilder();
    private String data = "";
    private String control = "";

    private ServerProcess(Process process) {
        this.process = process;
    }

    /** The command that starts the jar with the JVM of the test. */
    static ProcessBuilder command(List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-jar",
                Path.of("target", "sluice.jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().keySet().removeIf(name -> name.startsWith("SLUICE_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Serves an embedded store in a folder, on free ports. */
    static ServerProcess serve(Path dataFolder, Map<String, String> environment) throws IOException {
        List<String> arguments = List.of("serve", "-p", "0", "--control-port", "0", "--data", dataFolder.toString());
        ServerProcess server = new ServerProcess(command(arguments, environment).start());
        server.awaitBanner();
        return server;
    }

    private void awaitBanner() throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            banner.append(line).append('\n');
            Matcher address = ADDRESS.matcher(line);
            if (address.matches() && address.group(1).equals("data")) {
                data = address.group(2);
            } else if (address.matches()) {
                control = address.group(2);
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

    URI control(String path) {
        return URI.create(control + path);
    }

    /** SIGKILL: nothing is told, nothing is flushed. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM. @return the exit code */
    int terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still runs " + PATIENCE_SECONDS + " s after SIGTERM");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
