package dev.sluice.cli;

import dev.sluice.app.Rehearsal;
import dev.sluice.app.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * Goes once through what the other commands do, and prints nothing. The launcher runs it to have the JVM write the archive
 * of classes from which later starts take them.
 */
@Command(name = "rehearse", hidden = true, description = "Load the classes of a start; for the launcher.")
final class RehearseCommand implements Callable<Integer> {

    /** Wrong in its document, so that a report has something to say. */
    private static final String CONTRACT = """
            {"openapi": "3.0.3", "info": {"title": "rehearsal", "version": "1"},
             "paths": {"/orders/{id}": {"get": {"responses": {"200": {"description": "an order"}}}}}}
            """;

    @Override
    public Integer call() throws CommandException, IOException {
        try {
            Rehearsal.run();
        } catch (StartException e) {
            throw new CommandException("sluice: " + e.getMessage());
        }
        check();
        return ExitCode.OK;
    }

    private static void check() {
        ByteArrayInputStream contract = new ByteArrayInputStream(CONTRACT.getBytes(StandardCharsets.UTF_8));
        CommandLine check = new CommandLine(new CheckCommand(
                contract, Writer.nullWriter(), new TerminalView(false, false, false), System::nanoTime));
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        check.setOut(nowhere).setErr(nowhere).execute("-");
    }
}
