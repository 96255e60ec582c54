package dev.sluice.cli;

import dev.sluice.app.settings.Flag;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers contracts by themselves until it is told to stop. */
@Command(
        name = "mock",
        description = "Answer every operation of contracts by the contracts alone: examples and generated data.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "A request says what it wants with Prefer: code=404, example=NAME, dynamic=true, seed=7, or with __code=404,",
            "__example=NAME, … in its query.",
            "Exit codes: 0 stopped in order, 2 usage, settings, contract or port, 3 internal error."
        })
final class MockCommand implements Callable<Integer> {

    @Parameters(
            arity = "1..*",
            paramLabel = "CONTRACT",
            description =
                    "OpenAPI documents, each served at its own base path; - is standard input, a URL is fetched where"
                            + " --fetch allows it.")
    private List<String> contracts = List.of();

    @Mixin
    private final ListenOptions listen = new ListenOptions();

    @Mixin
    private final ServingOptions serving = new ServingOptions();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Settings file (every key: conf/sluice.yaml); CONTRACTs replace its contracts.")
    private @Nullable Path config;

    @Option(names = "--dynamic", description = "Generate every answer anew, also where there is an example.")
    private boolean dynamic;

    @Option(names = "--seed", paramLabel = "N", description = "What generated data begins with (0).")
    private @Nullable String seed;

    @Option(names = "--echo", description = "Repeat in answers what the request and its path carry.")
    private boolean echo;

    @Option(names = "--no-security", description = "Ask for no credentials.")
    private boolean noSecurity;

    @Option(names = "--stateful", description = "Remember what requests create, change and delete.")
    private boolean stateful;

    @Option(
            names = "--latency",
            paramLabel = "TIME",
            description = "How long answers take: 200ms, or p50=20ms,p99=200ms (0ms).")
    private @Nullable String latency;

    @Option(
            names = "--fault",
            paramLabel = "FAULT",
            description =
                    "What befalls answers, by probability: reset=1%%, status:503=0.5%%, truncate=0.1%%, slow:5s=1%%,"
                            + " malformed=0.2%%; several with commas, or one by one (none).")
    private List<String> faults = List.of();

    @Option(
            names = "--rate-limit",
            paramLabel = "QUOTA",
            description = "Quota of each project, such as 100/s; several hold together (no limit).")
    private List<String> rateLimits = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final ServerRun run;

    MockCommand(ServerRun run) {
        this.run = run;
    }

    @Override
    public Integer call() throws CommandException, InterruptedException {
        refuseWrongContracts();
        contracts = eachOnce();
        return run.run(known().commandLine(), config, flags());
    }

    private void refuseWrongContracts() {
        StandardInput.refuseTwice(contracts, known());
    }

    /** A pattern of the shell may name a file again. */
    private List<String> eachOnce() {
        Map<Path, String> files = new LinkedHashMap<>();
        for (String contract : contracts) {
            String first = files.putIfAbsent(Path.of(contract).toAbsolutePath().normalize(), contract);
            if (first != null) {
                PrintWriter err = known().commandLine().getErr();
                err.println("warning: " + contract + ": given twice, served once");
                err.flush();
            }
        }
        return List.copyOf(files.values());
    }

    private List<Flag> flags() {
        return serving.addTo(listen.addTo(new FlagList().add("CONTRACT", "contracts", contracts())))
                .addIf(dynamic, "--dynamic", "mock.dynamic", "true")
                .add("--seed", "mock.seed", seed)
                .addIf(echo, "--echo", "mock.echo", "true")
                .addIf(noSecurity, "--no-security", "mock.security", "off")
                .addIf(stateful, "--stateful", "mock.stateful", "true")
                .add("--latency", "mock.latency", latency)
                .addIf(!faults.isEmpty(), "--fault", "mock.faults", String.join(",", faults))
                .addIf(!rateLimits.isEmpty(), "--rate-limit", "rateLimits.default", String.join(", ", rateLimits))
                .flags();
    }

    /** As the setting has them, in YAML. */
    private String contracts() {
        return contracts.stream()
                .map(file -> file.equals(StandardInput.NAME) ? "/dev/stdin" : file)
                .map(file -> "{file: " + YamlText.quoted(file) + ", backend: mock, contractDecides: false}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
