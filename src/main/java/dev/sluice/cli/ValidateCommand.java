package dev.sluice.cli;

import dev.sluice.auth.PresenceScheme;
import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.CheckedContract;
import dev.sluice.cli.validate.Sides;
import dev.sluice.cli.validate.TrafficCheck;
import dev.sluice.cli.validate.TrafficFormat;
import dev.sluice.cli.validate.TrafficResult;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.cli.validate.Unmatched;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.NetworkSource;
import dev.sluice.document.UrlPrefix;
import dev.sluice.judge.ContractLines;
import dev.sluice.judge.MessageJudge;
import dev.sluice.validation.UnknownParameters;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says which recorded messages break their contract. Holds one message at a time. */
@Command(
        name = "validate",
        description = "Judge recorded messages by contracts, as mock and proxy judge them.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 all keep their contract, 1 findings, 2 usage, an unreadable file or a faulty contract,",
            "3 internal error."
        })
final class ValidateCommand implements Callable<Integer> {

    /** The finding that makes the exit code 1. */
    enum Threshold {
        ERROR,
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of names in a query that no contract declares. */
    enum UnknownQueries {
        ALLOW,
        REFUSE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "OpenAPI document; - is standard input.")
    private Path contract = Path.of("");

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TRAFFIC",
            description = "Recordings (NDJSON) and HAR files, as they are or in gzip; - is standard input.")
    private List<String> traffic = List.of();

    @Option(
            names = "--contract",
            paramLabel = "CONTRACT",
            description = "A further OpenAPI document; several one by one (none).")
    private List<Path> further = List.of();

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, junit or sarif (text).")
    private TrafficFormat format = TrafficFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "REPORT",
            description = "File to write the report to (standard output).")
    private @Nullable Path output;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "error or warning: the least finding that ends with exit code 1 (error).")
    private Threshold failOn = Threshold.ERROR;

    @Option(
            names = "--unmatched",
            paramLabel = "WHAT",
            description =
                    "What requests to paths of no contract are: report (warnings), fail (errors) or ignore (report).")
    private Unmatched unmatched = Unmatched.REPORT;

    @Option(names = "--only", paramLabel = "SIDE", description = "requests or responses: judge these alone (both).")
    private Sides sides = Sides.BOTH;

    @Option(
            names = "--unknown-query",
            paramLabel = "WHAT",
            description = "allow or refuse names in queries that the contract does not declare (allow).")
    private UnknownQueries unknownQuery = UnknownQueries.ALLOW;

    @Option(
            names = "--assert-formats",
            description = "Strings must be of their format, as with validation.formats: assert.")
    private boolean formats;

    @Option(
            names = "--fetch",
            paramLabel = "PREFIX",
            converter = CheckCommand.PrefixConverter.class,
            description = "Beginning of URLs that contracts may refer to; several one by one (none).")
    private List<UrlPrefix> fetch = List.of();

    @Option(names = "--credentials", description = "Ask for the credentials that contracts ask for, as the mock does.")
    private boolean credentials;

    @Option(
            names = "--max-findings",
            paramLabel = "N",
            description = "Kinds of findings that are kept; others are counted (1000).")
    private int maxFindings = 1000;

    @Spec
    private @Nullable CommandSpec spec;

    private final InputStream standardInput;
    private final Writer standardOutput;
    private final TerminalView terminal;
    private final LongSupplier nanoTime;

    /** @param standardOutput which fails where it cannot write */
    ValidateCommand(InputStream standardInput, Writer standardOutput, TerminalView terminal, LongSupplier nanoTime) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws CommandException {
        refuseWrongUsage();
        ReadFiles read = new ReadFiles(output);
        List<CheckedContract> contracts = contracts(read);
        read.refuseReplacing(known());
        MessageJudge judge = new MessageJudge(
                contracts.stream().map(CheckedContract::plan).toList(),
                unknownQuery == UnknownQueries.ALLOW ? UnknownParameters.ALLOW : UnknownParameters.REFUSE,
                credentials ? new PresenceScheme() : null);
        List<TrafficSource> sources = TrafficInput.sources(traffic, standardInput, known());
        Progress progress = TrafficInput.progress(sources, terminal, err(), nanoTime);
        TrafficResult found =
                new TrafficCheck(contracts, judge, maxFindings, unmatched, sides, nanoTime).check(sources, progress);
        TrafficResult result = failOn == Threshold.WARNING ? found.failingWithWarnings() : found;
        report(result);
        return code(result);
    }

    private void refuseWrongUsage() {
        List<String> contracts = Stream.concat(Stream.of(contract), further.stream())
                .map(Path::toString)
                .toList();
        StandardInput.refuseTwice(TrafficInput.all(contracts, traffic), known());
        if (maxFindings < 1) {
            throw new ParameterException(known().commandLine(), "--max-findings: expected a number from 1");
        }
        ReportTarget.refuseReplacing(output, "traffic", traffic, known());
        ReportTarget.refuseReplacing(output, "contract", contracts, known());
    }

    private List<CheckedContract> contracts(ReadFiles read) throws CommandException {
        List<CheckedContract> contracts = new ArrayList<>();
        contracts.add(contract(contract, read));
        for (Path file : further) {
            contracts.add(contract(file, read));
        }
        return contracts;
    }

    private CheckedContract contract(Path file, ReadFiles read) throws CommandException {
        ContractLines lines = new ContractLines();
        Reading reading = Reading.JUDGE
                .with(fetch.isEmpty() ? DocumentSource.NONE : new NetworkSource(fetch, CheckCommand.FETCH_TIMEOUT))
                .with(read);
        Reading formatted = formats ? reading.assertingFormats() : reading;
        return new CheckedContract(TrafficInput.contract(file, standardInput, formatted, lines), lines);
    }

    private void report(TrafficResult result) throws CommandException {
        boolean coloured = output == null && terminal.output() && terminal.colours();
        ReportTarget.write(
                output, standardOutput, out -> format.write(result, out, coloured, ManifestVersion.number()));
        boolean seen = format == TrafficFormat.TEXT && output == null;
        if (!seen) {
            result.failures().forEach(failure -> err().println("sluice: " + failure));
        }
        if (output != null) {
            err().println(result.summary());
        }
    }

    private int code(TrafficResult result) {
        if (!result.failures().isEmpty()) {
            return ExitCode.USAGE;
        }
        return result.isOk() ? ExitCode.OK : ExitCode.FINDINGS;
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
