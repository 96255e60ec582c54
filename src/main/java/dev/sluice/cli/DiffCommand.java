package dev.sluice.cli;

import dev.sluice.cli.check.CheckedDocument;
import dev.sluice.cli.check.DocumentCheck;
import dev.sluice.cli.check.Outcome;
import dev.sluice.cli.check.Report;
import dev.sluice.cli.check.ReportFormat;
import dev.sluice.cli.diff.Compared;
import dev.sluice.cli.diff.ComparedSource;
import dev.sluice.cli.diff.DiffFormat;
import dev.sluice.cli.report.Palette;
import dev.sluice.diff.Change;
import dev.sluice.diff.ChangeCodes;
import dev.sluice.diff.Comparison;
import dev.sluice.diff.ContractDiff;
import dev.sluice.diff.Effect;
import dev.sluice.diff.Undeclared;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.NetworkSource;
import dev.sluice.document.UrlPrefix;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what is different between two versions of a contract, and whom it breaks. */
@Command(
        name = "diff",
        description = "Compare two versions of a contract: what breaks callers, what does not, what nobody can tell.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 nothing fails, 1 a change as bad as --fail-on, 2 usage or a version that is no contract,"
                    + " 3 internal error."
        })
final class DiffCommand implements Callable<Integer> {

    private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(10);

    /** The change that makes the exit code 1. */
    enum Threshold {
        BREAKING(Effect.BREAKING),
        UNCLEAR(Effect.UNCLEAR),
        ANY(Effect.COMPATIBLE);

        private final Effect least;

        Threshold(Effect least) {
            this.least = least;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "OLD", description = "The older version; - is standard input.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The newer version; - is standard input.")
    private String young = "";

    @Option(
            names = "--fail-on",
            paramLabel = "EFFECT",
            description = "breaking, unclear or any: the best change that ends with exit code 1 (breaking).")
    private Threshold failOn = Threshold.BREAKING;

    @Option(
            names = "--ignore",
            paramLabel = "CODE",
            description = "Code of changes to leave out, also with * at its end; several one by one (none).")
    private List<String> ignored = List.of();

    @Option(names = "--strict", description = "Count on members that no schema declares, as JSON Schema has it.")
    private boolean strict;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, junit, sarif or markdown (text).")
    private DiffFormat format = DiffFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "REPORT",
            description = "File to write the report to (standard output).")
    private @Nullable Path output;

    @Option(
            names = "--fetch",
            paramLabel = "PREFIX",
            converter = CheckCommand.PrefixConverter.class,
            description = "Beginning of URLs that documents may be fetched from; several one by one (none).")
    private List<UrlPrefix> fetch = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final InputStream standardInput;
    private final Writer standardOutput;
    private final TerminalView terminal;
    private final LongSupplier nanoTime;

    /** @param standardOutput which fails where it cannot write */
    DiffCommand(InputStream standardInput, Writer standardOutput, TerminalView terminal, LongSupplier nanoTime) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws CommandException {
        refuseWrongFiles();
        refuseUnknownCodes();
        ReadFiles read = new ReadFiles(output);
        ComparedSource before = new ComparedSource(old, standardInput, network(), read);
        ComparedSource after = new ComparedSource(young, standardInput, network(), read);
        int unusable = Math.max(load(before), load(after));
        if (unusable != ExitCode.OK) {
            return unusable;
        }
        read.refuseReplacing(known());
        Comparison whole = ContractDiff.between(
                before.documents(), after.documents(), strict ? Undeclared.COUNTED : Undeclared.IGNORED);
        List<Change> kept = whole.changes().stream()
                .filter(change -> !isIgnored(change.code()))
                .toList();
        Compared compared = new Compared(
                before.name(),
                after.name(),
                new Comparison(kept, whole.oldOperations(), whole.newOperations()),
                whole.changes().size() - kept.size(),
                failOn.least,
                new Palette(output == null && terminal.output() && terminal.colours()),
                ManifestVersion.number());
        write(compared);
        return kept.stream().anyMatch(compared::fails) ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private void write(Compared compared) throws CommandException {
        ReportTarget.write(output, standardOutput, out -> format.report().write(compared, out));
    }

    private boolean isIgnored(String code) {
        return ignored.stream().anyMatch(one -> isMeant(code, one));
    }

    private static boolean isMeant(String code, String asked) {
        return asked.endsWith("*") ? code.startsWith(asked.substring(0, asked.length() - 1)) : code.equals(asked);
    }

    /** What is misspelled would ignore nothing, and nobody would know. */
    private void refuseUnknownCodes() {
        for (String asked : ignored) {
            if (ChangeCodes.list().stream().noneMatch(code -> isMeant(code, asked))) {
                String word = asked.endsWith("*") ? asked.substring(0, asked.length() - 1) : asked;
                throw new ParameterException(
                        known().commandLine(),
                        "Invalid value for option '--ignore': '" + asked
                                + (asked.endsWith("*")
                                        ? "' is the beginning of no change's code"
                                        : "' is no change's code")
                                + " (is one of these meant? " + String.join(", ", ChangeCodes.nearest(word)) + ")");
            }
        }
    }

    /** The faults of what is no contract are printed as {@code check} prints them. */
    private int load(ComparedSource source) throws CommandException {
        CheckedDocument document = new DocumentCheck(nanoTime).check(source);
        if (document.outcome() == Outcome.OK) {
            return ExitCode.OK;
        }
        try {
            Report report =
                    ReportFormat.TEXT.to(err(), terminal.errors() && terminal.colours(), ManifestVersion.number());
            report.add(source, document);
            err().flush();
        } catch (IOException e) {
            throw ReportTarget.cannotWrite("the faults", e);
        }
        Throwable failure = document.failure();
        boolean verbose = known().root().findOption("--verbose").getValue();
        if (failure != null && verbose) {
            failure.printStackTrace(err());
        }
        return document.outcome() == Outcome.FAILED ? ExitCode.INTERNAL : ExitCode.USAGE;
    }

    private DocumentSource network() {
        return fetch.isEmpty() ? DocumentSource.NONE : new NetworkSource(fetch, FETCH_TIMEOUT);
    }

    private void refuseWrongFiles() {
        List<String> files = List.of(old, young);
        StandardInput.refuseTwice(files, known());
        ReportTarget.refuseReplacing(output, "contract", files, known());
    }

    private PrintWriter err() {
        return known().commandLine().getErr();
    }

    private CommandSpec known() {
        if (spec == null) {
            throw new IllegalStateException("not run by picocli");
        }
        return spec;
    }
}
