package dev.sluice.cli;

import dev.sluice.app.settings.Flag;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves contracts until it is told to stop. */
@Command(
        name = "serve",
        description = "Serve the contracts of the settings; without settings, the VPC endpoint service API.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false)
final class ServeCommand implements Callable<Integer> {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings file (every key: conf/sluice.yaml).")
    private @Nullable Path config;

    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = "Port that clients call; 0 takes any free one (8080).")
    private @Nullable String port;

    @Option(names = "--host", paramLabel = "HOST", description = "Address that clients call (127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--control-port",
            paramLabel = "PORT",
            description = "Port that the operator calls (9090, or the next free one).")
    private @Nullable String controlPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded Postgres (~/.local/share/sluice).")
    private @Nullable String data;

    @Spec
    private @Nullable CommandSpec spec;

    private final ServerRun run;

    ServeCommand(ServerRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        return run.run(known().commandLine(), config, flags());
    }

    private List<Flag> flags() {
        return new FlagList()
                .add("--port", "listen.port", port)
                .add("--host", "listen.host", host)
                .add("--control-port", "control.port", controlPort)
                .add("--data", "store.data", data)
                .flags();
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
