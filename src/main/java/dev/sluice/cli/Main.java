package dev.sluice.cli;

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
        ServeCommand serve = new ServeCommand(Main::start, new ProcessSignals(), System.getenv());
        CheckCommand check = new CheckCommand(
                System.in,
                StandardOutput.ofProcess(),
                TerminalView.of(System.getProperty(TerminalView.PROPERTY, ""), System.getenv()),
                System::nanoTime);
        System.exit(
                SluiceCommand.commandLine(serve, check, new RehearseCommand()).execute(arguments));
    }

    private static RunningServer start(Settings settings) throws StartException {
        Sluice sluice = Sluice.start(settings);
        return new RunningServer(sluice.started(), sluice::stop);
    }
}
