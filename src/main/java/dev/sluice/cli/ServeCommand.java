package dev.sluice.cli;

import dev.sluice.app.StartException;
import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.LoadedSettings;
import dev.sluice.app.settings.SettingsException;
import dev.sluice.app.settings.SettingsFault;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private final Starter starter;
    private final StopSignal stopSignal;
    private final Map<String, String> environment;

    ServeCommand(Starter starter, StopSignal stopSignal, Map<String, String> environment) {
        this.starter = starter;
        this.stopSignal = stopSignal;
        this.environment = environment;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        PrintWriter out = known().commandLine().getOut();
        PrintWriter err = known().commandLine().getErr();
        LoadedSettings loaded = settings();
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        stopSignal.watch();
        RunningServer server = start(loaded);
        out.print(new Banner(server.started()).text());
        out.flush();
        stopSignal.await();
        server.stop().run();
        return ExitCode.OK;
    }

    private LoadedSettings settings() throws CommandException {
        try {
            return SettingsReader.read(file(), environment, flags());
        } catch (SettingsException e) {
            throw new CommandException(String.join(
                    System.lineSeparator(),
                    e.faults().stream().map(SettingsFault::toString).toList()));
        }
    }

    private Optional<SettingsFile> file() throws CommandException {
        if (config == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SettingsFile.read(config));
        } catch (IOException e) {
            throw new CommandException("sluice: cannot read settings file " + config + ": " + Unreadable.reason(e));
        }
    }

    private List<Flag> flags() {
        List<Flag> flags = new ArrayList<>();
        flag(flags, "--port", "listen.port", port);
        flag(flags, "--host", "listen.host", host);
        flag(flags, "--control-port", "control.port", controlPort);
        flag(flags, "--data", "store.data", data);
        return flags;
    }

    private static void flag(List<Flag> flags, String name, String key, @Nullable String text) {
        if (text != null) {
            flags.add(new Flag(name, key, text));
        }
    }

    private RunningServer start(LoadedSettings loaded) throws CommandException {
        try {
            return starter.start(loaded.settings());
        } catch (StartException e) {
            throw new CommandException("sluice: " + e.getMessage());
        }
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
