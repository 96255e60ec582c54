package dev.sluice.cli;

import dev.sluice.app.ReloadListener;
import dev.sluice.app.Sluice;
import dev.sluice.app.StartException;
import dev.sluice.app.settings.Settings;

/** The entry of the jar. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // Vert.x would look for other logging libraries first
        System.setProperty("vertx.logger-delegate-factory-class-name", "io.vertx.core.logging.SLF4JLogDelegateFactory");
        // its events cost a start time and nobody records them
        System.setProperty("io.netty.jfr.enabled", "false");
        TerminalView terminal = TerminalView.of(System.getProperty(TerminalView.PROPERTY, ""), System.getenv());
        ServerRun run = new ServerRun(Main::start, new ProcessSignals(), System.getenv(), terminal);
        CheckCommand check = new CheckCommand(System.in, StandardOutput.ofProcess(), terminal, System::nanoTime);
        System.exit(SluiceCommand.commandLine(
                        new ServeCommand(run),
                        new MockCommand(run),
                        new ProxyCommand(run),
                        check,
                        new DiffCommand(System.in, StandardOutput.ofProcess(), terminal, System::nanoTime),
                        new ValidateCommand(System.in, StandardOutput.ofProcess(), terminal, System::nanoTime),
                        new CoverageCommand(System.in, StandardOutput.ofProcess(), terminal, System::nanoTime),
                        new RehearseCommand())
                .execute(arguments));
    }

    private static RunningServer start(Settings settings, ReloadListener reloads) throws StartException {
        Sluice sluice = Sluice.start(settings, reloads);
        return new RunningServer(sluice.started(), sluice::stop);
    }
}
