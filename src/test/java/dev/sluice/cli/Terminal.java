package dev.sluice.cli;

import dev.sluice.app.ReloadListener;
import dev.sluice.app.StartException;
import dev.sluice.app.Started;
import dev.sluice.app.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs commands within the test: its own environment and streams, and a server that is told when to stop. */
final class Terminal {

    static final Started STARTED = new Started(
            new Started.Address("127.0.0.1", 8080),
            new Started.Address("::", 9091),
            true,
            Optional.of(new Started.Token("s3cret-of-this-start", Optional.of(Path.of("/data/control-9091.token")))),
            List.of(new Started.Contract("VPC Endpoint", "v1", "/v1", 5, "store")),
            Optional.of("embedded Postgres in /data"),
            "100 per second",
            2,
            Optional.of(Started.Request.DOCUMENTED),
            Optional.empty(),
            Optional.empty());

    final Map<String, String> environment = new HashMap<>();
    final List<String> events = new ArrayList<>();

    /** What the commands read from standard input. */
    byte[] input = {};

    /** Where standard output goes to; null for {@link #out()}. */
    @Nullable
    OutputStream output;

    /** Which streams are terminals. */
    String terminals = "";

    /** A clock that goes on by a millisecond each time somebody looks at it. */
    private long nanos;

    @Nullable
    Settings settings;

    @Nullable
    ReloadListener listener;

    @Nullable
    String startFault;

    @Nullable
    RuntimeException startBug;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    int run(String... arguments) {
        TerminalView view = TerminalView.of(terminals, environment);
        ServerRun run = new ServerRun(this::start, new Signals(), environment, view);
        CommandLine commandLine = SluiceCommand.commandLine(
                new ServeCommand(run),
                new MockCommand(run),
                new ProxyCommand(run),
                new CheckCommand(
                        new ByteArrayInputStream(input),
                        output == null ? out : StandardOutput.over(output, StandardCharsets.UTF_8),
                        view,
                        () -> nanos += 1_000_000),
                new ValidateCommand(
                        new ByteArrayInputStream(input),
                        output == null ? out : StandardOutput.over(output, StandardCharsets.UTF_8),
                        view,
                        () -> nanos += 1_000_000),
                new DiffCommand(
                        new ByteArrayInputStream(input),
                        output == null ? out : StandardOutput.over(output, StandardCharsets.UTF_8),
                        view,
                        () -> nanos += 1_000_000),
                new RehearseCommand());
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        return commandLine.execute(arguments);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    private RunningServer start(Settings given, ReloadListener reloads) throws StartException {
        settings = given;
        listener = reloads;
        events.add("start");
        if (startFault != null) {
            throw new StartException(startFault);
        }
        if (startBug != null) {
            throw startBug;
        }
        return new RunningServer(STARTED, () -> events.add("stop"));
    }

    private final class Signals implements StopSignal {
        @Override
        public void watch() {
            events.add("watch");
        }

        @Override
        public void await() {
            events.add("await " + out().contains("Ctrl-C"));
        }
    }
}
