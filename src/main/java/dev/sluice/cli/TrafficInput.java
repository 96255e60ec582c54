package dev.sluice.cli;

import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Unreadable;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands read that go through traffic: contracts, and files of messages. */
final class TrafficInput {

    static final String STANDARD_INPUT = "-";

    private TrafficInput() {}

    /** @throws CommandException when it cannot be read, or has faults */
    static ContractPlan contract(Path file, Reading reading) throws CommandException {
        try {
            return Contracts.load(file, reading);
        } catch (DocumentException e) {
            throw new CommandException(
                    "sluice: the contract " + file + " cannot be used:" + System.lineSeparator() + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "sluice: the contract " + file + " cannot be read: " + Unreadable.reason(e.getCause()));
        }
    }

    /** @throws ParameterException when a name can be none of a file */
    static List<TrafficSource> sources(List<String> names, InputStream standardInput, CommandSpec command) {
        return names.stream()
                .map(name -> name.equals(STANDARD_INPUT)
                        ? new TrafficSource("<stdin>", 0, () -> standardInput)
                        : TrafficSource.of(path(name, command)))
                .toList();
    }

    private static Path path(String name, CommandSpec command) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ParameterException(command.commandLine(), "no name of a file here: " + e.getReason());
        }
    }

    /** None where nobody looks; without a remaining time where a size is not known. */
    static Progress progress(
            List<TrafficSource> sources, TerminalView terminal, PrintWriter err, LongSupplier nanoTime) {
        if (!terminal.errors()) {
            return Progress.ofDocuments(err, nanoTime, 0, 0);
        }
        boolean unknown = sources.stream().anyMatch(source -> source.size() == 0);
        long bytes =
                unknown ? 0 : sources.stream().mapToLong(TrafficSource::size).sum();
        return Progress.ofMessages(err, nanoTime, bytes);
    }
}
