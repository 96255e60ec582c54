package dev.sluice.cli;

import dev.sluice.cli.check.CheckedDocument;
import dev.sluice.cli.check.DocumentCheck;
import dev.sluice.cli.check.Outcome;
import dev.sluice.cli.check.Report;
import dev.sluice.cli.check.ReportFormat;
import dev.sluice.cli.check.Source;
import dev.sluice.cli.check.Sources;
import dev.sluice.cli.check.Totals;
import dev.sluice.cli.report.Progress;
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
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Says what is wrong in contracts. Holds one document at a time. */
@Command(
        name = "check",
        description = "Check that contracts can be used, and say what is wrong in them.",
        mixinStandardHelpOptions = true,
        versionProvider = ManifestVersion.class,
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 all can be used, 1 findings, 2 usage or an unreadable file, 3 internal error.",
            "Many files: @LIST takes the arguments from the file LIST."
        })
final class CheckCommand implements Callable<Integer> {

    /** For a document and what it refers to. */
    static final Duration FETCH_TIMEOUT = Duration.ofSeconds(10);

    /** Reads a beginning of URLs. */
    static final class PrefixConverter implements ITypeConverter<UrlPrefix> {

        @Override
        public UrlPrefix convert(String text) {
            try {
                return UrlPrefix.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("expected " + UrlPrefix.EXPECTED);
            }
        }
    }

    /** The finding that makes the exit code 1. */
    enum Threshold {
        ERROR,
        WARNING;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "OpenAPI documents; - is standard input, a URL is fetched where --fetch allows it.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json (an object per document and line) or sarif (text).")
    private ReportFormat format = ReportFormat.TEXT;

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
            names = "--fetch",
            paramLabel = "PREFIX",
            converter = PrefixConverter.class,
            description = "Beginning of URLs that documents may be fetched from; several one by one (none).")
    private List<UrlPrefix> fetch = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    private final InputStream standardInput;
    private final Writer standardOutput;
    private final TerminalView terminal;
    private final LongSupplier nanoTime;

    /** @param standardOutput which fails where it cannot write */
    CheckCommand(InputStream standardInput, Writer standardOutput, TerminalView terminal, LongSupplier nanoTime) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public Integer call() throws CommandException {
        refuseWrongFiles();
        ReadFiles read = new ReadFiles(output);
        List<Source> sources = files.stream()
                .map(file -> Sources.of(file, standardInput, this::network, read))
                .toList();
        Totals totals = new Totals();
        try (ReportTarget target = output == null ? ReportTarget.stream(standardOutput) : ReportTarget.file(output)) {
            boolean coloured = output == null && terminal.output() && terminal.colours();
            Report report = format.to(target.writer(), coloured, ManifestVersion.number());
            check(sources, report, target, totals);
            report.end(totals);
            read.refuseReplacing(known());
            target.finish();
            if (output != null) {
                err().println(totals.summary());
            }
        } catch (IOException e) {
            if (output == null && StandardOutput.isGone(e)) {
                return code(totals);
            }
            throw ReportTarget.cannotWrite(output == null ? "the report" : output, e);
        }
        return code(totals);
    }

    private DocumentSource network() {
        return fetch.isEmpty() ? DocumentSource.NONE : new NetworkSource(fetch, FETCH_TIMEOUT);
    }

    private void refuseWrongFiles() {
        StandardInput.refuseTwice(files, known());
        ReportTarget.refuseReplacing(output, "document", files, known());
    }

    private void check(List<Source> sources, Report report, ReportTarget target, Totals totals) throws IOException {
        DocumentCheck check = new DocumentCheck(nanoTime);
        Progress progress = Progress.ofDocuments(
                err(),
                nanoTime,
                terminal.errors() ? sources.size() : 0,
                sources.stream().mapToLong(Source::size).sum());
        for (Source source : sources) {
            CheckedDocument document = check.check(source);
            if (terminal.output() || document.outcome().compareTo(Outcome.FAULTY) > 0) {
                progress.clear();
            }
            totals.add(document);
            report.add(source, document);
            target.check();
            complain(document);
            progress.done(source.size());
            source.release();
        }
        progress.clear();
    }

    /** What is no finding has to be seen where the report is not read by a person, and a bug with its stack. */
    private void complain(CheckedDocument document) {
        boolean seen = format == ReportFormat.TEXT && output == null;
        if (document.outcome().compareTo(Outcome.FAULTY) > 0 && !seen) {
            err().println("sluice: " + document.file() + ": "
                    + document.errors().get(0).message());
        }
        Throwable failure = document.failure();
        boolean verbose = known().root().findOption("--verbose").getValue();
        if (failure != null && verbose) {
            failure.printStackTrace(err());
        }
    }

    private int code(Totals totals) {
        boolean warned = failOn == Threshold.WARNING && totals.warnings() > 0;
        return switch (totals.worst()) {
            case OK -> warned ? ExitCode.FINDINGS : ExitCode.OK;
            case FAULTY -> ExitCode.FINDINGS;
            case UNREADABLE -> ExitCode.USAGE;
            case FAILED -> ExitCode.INTERNAL;
        };
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
