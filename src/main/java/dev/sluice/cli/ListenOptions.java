package dev.sluice.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a server listens: the options of every command that starts one. */
final class ListenOptions {

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

    /** Adds those that were given. */
    FlagList addTo(FlagList flags) {
        return addTo(flags, "listen.port", "listen.host");
    }

    /** As settings that say where clients call. */
    FlagList addTo(FlagList flags, String portKey, String hostKey) {
        return flags.add("--port", portKey, port)
                .add("--host", hostKey, host)
                .add("--control-port", "control.port", controlPort);
    }
}
