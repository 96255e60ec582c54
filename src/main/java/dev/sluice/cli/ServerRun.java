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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Runs a server until it is told to stop: what all commands that serve have in common.
 *
 * @param terminal how what happens while it runs is shown
 */
record ServerRun(Starter starter, StopSignal stopSignal, Map<String, String> environment, TerminalView terminal) {

    int run(CommandLine commandLine, @Nullable Path config, List<Flag> flags)
            throws CommandException, InterruptedException {
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        LoadedSettings loaded = settings(config, flags);
        loaded.warnings().forEach(warning -> err.println("warning: " + warning));
        err.flush();
        stopSignal.watch();
        RunningServer server = start(loaded, new ReloadReport(err, terminal));
        out.print(new Banner(server.started()).text());
        out.flush();
        stopSignal.await();
        server.stop().run();
        return ExitCode.OK;
    }

    private LoadedSettings settings(@Nullable Path config, List<Flag> flags) throws CommandException {
        try {
            return SettingsReader.read(file(config), environment, flags);
        } catch (SettingsException e) {
            throw new CommandException(String.join(
                    System.lineSeparator(),
                    e.faults().stream().map(SettingsFault::toString).toList()));
        }
    }

    private static Optional<SettingsFile> file(@Nullable Path config) throws CommandException {
        if (config == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(SettingsFile.read(config));
        } catch (IOException e) {
            throw new CommandException("sluice: cannot read settings file " + config + ": " + Unreadable.reason(e));
        }
    }

    private RunningServer start(LoadedSettings loaded, ReloadReport reloads) throws CommandException {
        try {
            return starter.start(loaded.settings(), reloads);
        } catch (StartException e) {
            throw new CommandException("sluice: " + e.getMessage());
        }
    }
}
