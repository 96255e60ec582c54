package dev.sluice.cli;

import dev.sluice.cli.coverage.CoverageFormat;
import dev.sluice.cli.coverage.Gate;
import dev.sluice.cli.coverage.Replayed;
import dev.sluice.cli.coverage.TrafficReplay;
import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.contract.Reading;
import dev.sluice.coverage.Dimension;
import dev.sluice.coverage.Replay;
import dev.sluice.judge.ContractLines;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what recorded messages touch of a contract, and what they never do. Holds one message at a time. */
@Command(
        name = "coverage",
        description = "Say what recorded messages touch of a contract, and what they never do.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "What was sent is touched, be it right or wrong: validate says which it is.",
            "Exit codes: 0 enough is touched, 1 less than --min, 2 usage, an unreadable file or a faulty contract,",
            "3 internal error."
        })
final class CoverageCommand implements Callable<Integer> {

    private static final class DimensionConverter implements ITypeConverter<Dimension> {
        @Override
        public Dimension convert(String text) {
            return Dimension.of(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected operations, statuses, media-types, parameters, properties or values"));
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
            names = "--min",
            paramLabel = "PERCENT",
            description = "Least share that is to be touched: below it, the exit code is 1 (none).")
    private @Nullable Double min;

    @Option(
            names = "--min-of",
            paramLabel = "WHAT",
            converter = DimensionConverter.class,
            description = "What it is the share of: operations, statuses, media-types, parameters, properties or values"
                    + " (operations).")
    private Dimension minOf = Dimension.OPERATIONS;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, html or junit (text).")
    private CoverageFormat format = CoverageFormat.TEXT;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "REPORT",
            description = "File to write the report to (standard output).")
    private @Nullable Path output;

    @Spec
    private @Nullable CommandSpec spec;

    private final InputStream standardInput;
    private final Writer standardOutput;
    private final TerminalView terminal;
    private final LongSupplier nanoTime;

    /** @param standardOutput which fails where it cannot write */
    CoverageCommand(InputStream standardInput, Writer standardOutput, TerminalView terminal, LongSupplier nanoTime) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws CommandException {
        refuseWrongUsage();
        ReadFiles read = new ReadFiles(output);
        Replay replay = new Replay(
                TrafficInput.contract(contract, standardInput, Reading.JUDGE.with(read), new ContractLines()),
                Instant.now());
        read.refuseReplacing(known());
        List<TrafficSource> sources = TrafficInput.sources(traffic, standardInput, known());
        Progress progress = TrafficInput.progress(sources, terminal, err(), nanoTime);
        Replayed result = new TrafficReplay(replay, progress).read(sources, new Gate(minOf, min));
        report(result);
        if (!result.failures().isEmpty()) {
            return ExitCode.USAGE;
        }
        return result.passed() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void refuseWrongUsage() {
        List<String> contracts = List.of(contract.toString());
        StandardInput.refuseTwice(TrafficInput.all(contracts, traffic), known());
        if (min != null && !(min >= 0 && min <= 100)) {
            throw new ParameterException(known().commandLine(), "--min: expected a number from 0 to 100");
        }
        ReportTarget.refuseReplacing(output, "traffic", traffic, known());
        ReportTarget.refuseReplacing(output, "contract", contracts, known());
    }

    private void report(Replayed result) throws CommandException {
        boolean coloured = output == null && terminal.output() && terminal.colours();
        ReportTarget.write(output, standardOutput, out -> format.write(result, out, coloured));
        if (format != CoverageFormat.TEXT || output != null) {
            result.failures().forEach(failure -> err().println("sluice: " + failure));
            err().println(result.summary());
        }
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
