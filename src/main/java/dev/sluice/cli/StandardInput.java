package dev.sluice.cli;

import dev.sluice.cli.check.Sources;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What is piped into a command, which reads it where a file is called {@code -}. */
final class StandardInput {

    static final String NAME = Sources.STANDARD_INPUT;

    private StandardInput() {}

    /** @throws ParameterException when several files would be it */
    static void refuseTwice(List<String> files, CommandSpec command) {
        if (Collections.frequency(files, NAME) > 1) {
            throw new ParameterException(command.commandLine(), "standard input can be read only once");
        }
    }
}
