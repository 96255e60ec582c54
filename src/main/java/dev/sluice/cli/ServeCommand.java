package dev.sluice.cli;

import dev.sluice.app.settings.Flag;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = "--service",
            description = {
                "Run the validation service alone: no contract is served. It is on the control port, and with --port on that"
                        + " port too, with nothing else there."
            })
    private boolean service;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder of the embedded Postgres, and of registered contracts (~/.local/share/sluice).")
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
        FlagList flags = new FlagList();
        (service ? listen.addTo(flags, "service.listenPort", "service.listenHost") : listen.addTo(flags))
                .addIf(service, "--service", "service.only", "true")
                .add("--data", "store.data", data);
        return serving.addTo(flags).flags();
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
