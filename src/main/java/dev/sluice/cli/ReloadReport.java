package dev.sluice.cli;

import dev.sluice.app.ReloadFailure;
import dev.sluice.app.ReloadListener;
import dev.sluice.cli.check.CheckedDocument;
import dev.sluice.cli.check.Outcome;
import dev.sluice.cli.check.ReportFormat;
import dev.sluice.cli.check.Sources;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Fault;
import dev.sluice.document.FileObserver;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

/** Says what became of contracts whose files have changed: what is wrong in one, in the words of {@code check}. */
final class ReloadReport implements ReloadListener {

    private final PrintWriter err;
    private final TerminalView terminal;

    ReloadReport(PrintWriter err, TerminalView terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    @Override
    public void replaced(String file, int operations, List<Fault> warnings, Duration took) {
        print(
                new CheckedDocument(file, Outcome.OK, operations, took.toMillis(), List.of(), warnings, null),
                "serves from now on");
    }

    @Override
    public void kept(ReloadFailure failure) {
        Outcome outcome = switch (failure.kind()) {
            case FAULTS -> Outcome.FAULTY;
            case UNREADABLE -> Outcome.UNREADABLE;
            case BUG -> Outcome.FAILED;
        };
        print(
                new CheckedDocument(
                        failure.file(),
                        outcome,
                        0,
                        failure.took().toMillis(),
                        failure.faults(),
                        failure.warnings(),
                        failure.bug()),
                "the contract of before goes on");
        if (failure.bug() != null) {
            failure.bug().printStackTrace(err);
            err.flush();
        }
    }

    private void print(CheckedDocument document, String consequence) {
        StringWriter text = new StringWriter();
        try {
            boolean coloured = terminal.errors() && terminal.colours();
            ReportFormat.TEXT
                    .to(text, coloured, ManifestVersion.number())
                    .add(
                            Sources.of(
                                    document.file(),
                                    InputStream.nullInputStream(),
                                    () -> DocumentSource.NONE,
                                    FileObserver.NONE),
                            document);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        // in one piece, whoever else writes there
        err.print(text + document.file() + ": " + consequence + System.lineSeparator());
        err.flush();
    }
}
