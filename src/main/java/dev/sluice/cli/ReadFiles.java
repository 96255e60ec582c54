package dev.sluice.cli;

import dev.sluice.document.FileObserver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a command has read that its user need not have named: files that documents refer to, and lists of arguments. Its
 * report takes the place of none. Confined to one thread.
 */
final class ReadFiles implements FileObserver {

    private final @Nullable Path output;
    private @Nullable Path replaced;

    /** @param output the report's file; null where it has none */
    ReadFiles(@Nullable Path output) {
        this.output = output;
    }

    @Override
    public void asked(Path file, byte @Nullable [] bytes) {
        if (replaced == null && ReportTarget.replaces(output, file.toString())) {
            replaced = file;
        }
    }

    /** Before the report takes its place. */
    void refuseReplacing(CommandSpec command) throws CommandException {
        if (output != null) {
            lists(command);
        }
        if (replaced != null) {
            throw new CommandException("sluice: the report would replace " + replaced + ", which was read");
        }
    }

    /** {@code @LIST}, and the lists that are named in it. */
    private void lists(CommandSpec command) {
        Set<String> known = new HashSet<>();
        Deque<String> left =
                new ArrayDeque<>(command.root().commandLine().getParseResult().originalArgs());
        while (!left.isEmpty()) {
            String argument = left.remove();
            if (argument.startsWith("@") && known.add(argument)) {
                try {
                    Path list = Path.of(argument.substring(1));
                    asked(list, null);
                    if (Files.isRegularFile(list)) {
                        for (String word :
                                Files.readString(list, StandardCharsets.UTF_8).split("[\\s\"']+", -1)) {
                            left.add(word);
                        }
                    }
                } catch (IOException | InvalidPathException e) {
                    // then it was no list
                }
            }
        }
    }
}
