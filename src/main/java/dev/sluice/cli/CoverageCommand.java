package dev.sluice.cli;

import dev.sluice.cli.coverage.CoverageFormat;
import dev.sluice.cli.coverage.Gate;
import dev.sluice.cli.coverage.Replayed;
import dev.sluice.cli.coverage.TrafficReplay;
import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.coverage.Dimension;
import dev.sluice.coverage.Replay;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
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

    private static final String STANDARD_INPUT = "-";

    private static final class DimensionConverter implements ITypeConverter<Dimension> {
        @Override
        public Dimension convert(String text) {
            return Dimension.of(text)
                    .orElseThrow(() -> new TypeConversionException(
                            "expected operations, statuses, media-types, parameters, properties or values"));
        }
    }

    @Parameters(index = "0", paramLabel = "CONTRACT", description = "OpenAPI document.")
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
        Replay replay = new Replay(plan(), Instant.now());
        List<TrafficSource> sources = traffic.stream().map(this::source).toList();
        boolean unknown = sources.stream().anyMatch(source -> source.size() == 0);
        long bytes =
                unknown ? 0 : sources.stream().mapToLong(TrafficSource::size).sum();
        Progress progress = terminal.errors()
                ? Progress.ofMessages(err(), nanoTime, bytes)
                : Progress.ofDocuments(err(), nanoTime, 0, 0);
        Replayed result = new TrafficReplay(replay, progress).read(sources, new Gate(minOf, min));
        report(result);
        if (!result.failures().isEmpty()) {
            return ExitCode.USAGE;
        }
        return result.passed() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void refuseWrongUsage() {
        if (Collections.frequency(traffic, STANDARD_INPUT) > 1) {
            throw new ParameterException(known().commandLine(), "standard input can be read only once");
        }
        if (min != null && !(min >= 0 && min <= 100)) {
            throw new ParameterException(known().commandLine(), "--min: expected a number from 0 to 100");
        }
        for (String file : traffic) {
            if (!file.equals(STANDARD_INPUT) && isReport(Path.of(file))) {
                throw new ParameterException(known().commandLine(), "the report would replace the traffic " + file);
            }
        }
        if (isReport(contract)) {
            throw new ParameterException(known().commandLine(), "the report would replace the contract " + contract);
        }
    }

    private boolean isReport(Path file) {
        try {
            return output != null && Files.isRegularFile(output) && Files.isSameFile(file, output);
        } catch (IOException e) {
            // it does not exist: nothing is lost
            return false;
        }
    }

    private ContractPlan plan() throws CommandException {
        try {
            return Contracts.load(contract);
        } catch (DocumentException e) {
            throw new CommandException(
                    "sluice: the contract " + contract + " cannot be used:" + System.lineSeparator() + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "sluice: the contract " + contract + " cannot be read: " + Unreadable.reason(e.getCause()));
        }
    }

    private TrafficSource source(String name) {
        return name.equals(STANDARD_INPUT)
                ? new TrafficSource("<stdin>", 0, () -> standardInput)
                : TrafficSource.of(Path.of(name));
    }

    private void report(Replayed result) throws CommandException {
        try (ReportTarget target = output == null ? ReportTarget.stream(standardOutput) : ReportTarget.file(output)) {
            boolean coloured = output == null && terminal.output() && terminal.colours();
            format.write(result, target.writer(), coloured);
            target.finish();
        } catch (IOException e) {
            if (output != null || !StandardOutput.isGone(e)) {
                throw ReportTarget.cannotWrite(output == null ? "the report" : output, e);
            }
        }
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
