package dev.sluice.cli;

import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Where a report is written to: a stream, or a file that appears when it is whole. */
final class ReportTarget implements AutoCloseable {

    private final Writer writer;
    /** Whether it is somebody else's, and not closed here. */
    private final boolean stream;

    private final @Nullable Path unfinished;
    private final @Nullable Path file;

    private ReportTarget(Writer writer, boolean stream, @Nullable Path unfinished, @Nullable Path file) {
        this.writer = writer;
        this.stream = stream;
        this.unfinished = unfinished;
        this.file = file;
    }

    /** @param stream which fails where it cannot write: no {@link java.io.PrintWriter} */
    static ReportTarget stream(Writer stream) {
        return new ReportTarget(stream, true, null, null);
    }

    static ReportTarget file(Path path) throws CommandException {
        try {
            if (Files.isDirectory(path)) {
                throw new CommandException("sluice: cannot write " + path + ": it is a folder");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                // a device or a pipe must not be replaced
                return new ReportTarget(Files.newBufferedWriter(path), false, null, null);
            }
            Path file = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
            Path unfinished = file.resolveSibling(
                    file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
            Writer writer = Files.newBufferedWriter(
                    unfinished, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // for an end by a signal
            unfinished.toFile().deleteOnExit();
            return new ReportTarget(writer, false, unfinished, file);
        } catch (IOException e) {
            throw cannotWrite(path, e);
        }
    }

    /** What a report says. */
    @FunctionalInterface
    interface Content {

        void writeTo(Writer out) throws IOException;
    }

    /**
     * Writes a whole report. Who read the standard output may have left: nothing is wrong then.
     *
     * @param output null for standard output
     */
    static void write(@Nullable Path output, Writer standardOutput, Content content) throws CommandException {
        try (ReportTarget target = output == null ? stream(standardOutput) : file(output)) {
            content.writeTo(target.writer());
            target.finish();
        } catch (IOException e) {
            if (output != null || !StandardOutput.isGone(e)) {
                throw cannotWrite(output == null ? "the report" : output, e);
            }
        }
    }

    /** Whether a report would take the place of a file that is read. */
    static boolean replaces(@Nullable Path output, String file) {
        try {
            return output != null && Files.isRegularFile(output) && Files.isSameFile(Path.of(file), output);
        } catch (IOException | IllegalArgumentException e) {
            // it does not exist: nothing is lost
            return false;
        }
    }

    /**
     * @param what files are: a contract, traffic
     * @throws ParameterException when a report would take the place of one of them
     */
    static void refuseReplacing(@Nullable Path output, String what, List<String> files, CommandSpec command) {
        for (String file : files) {
            if (!file.equals(StandardInput.NAME) && replaces(output, file)) {
                throw new ParameterException(
                        command.commandLine(), "the report would replace the " + what + " " + file);
            }
        }
    }

    static CommandException cannotWrite(Object name, IOException e) {
        return new CommandException("sluice: cannot write " + name + ": " + Unreadable.reason(e));
    }

    Writer writer() {
        return writer;
    }

    /** @throws IOException when what was written so far is lost */
    void check() throws IOException {
        if (stream) {
            writer.flush();
        }
    }

    /** The report is whole. */
    void finish() throws IOException {
        check();
        if (!stream) {
            writer.close();
        }
        if (unfinished != null && file != null) {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Leaves nothing of a report that is not whole. */
    @Override
    public void close() throws IOException {
        if (!stream) {
            writer.close();
        }
        if (unfinished != null) {
            Files.deleteIfExists(unfinished);
        }
    }
}
