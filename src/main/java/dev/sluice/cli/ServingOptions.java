package dev.sluice.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How contracts that are given to a command are read, and what is told of their requests. */
final class ServingOptions {

    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = "--fetch",
            paramLabel = "PREFIX",
            description = "Beginning of URLs that documents may be fetched from; several one by one (none).")
    private List<String> fetch = List.of();

    @Option(
            names = "--access-log",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STANDARD_OUTPUT,
            description = "Append a line of JSON per request to FILE; without FILE, to standard output.")
    private @Nullable String accessLog;

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description =
                    "Append every request and its answer to FILE as a line of JSON, without secrets: for validate and"
                            + " coverage.")
    private @Nullable String record;

    @Option(
            names = {"-w", "--watch"},
            description = "Read a contract again when its files change; a wrong one is told, and not served.")
    private boolean watch;

    /** Adds those that were given. */
    FlagList addTo(FlagList flags) {
        return flags.addIf(!fetch.isEmpty(), "--fetch", "fetch.from", String.join(",", fetch))
                .add("--access-log", "log.access", accessLog)
                .add("--record", "record.file", record)
                .addIf(watch, "--watch", "watch", "true");
    }
}
