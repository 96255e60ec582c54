package dev.sluice.cli;

import dev.sluice.cli.report.Progress;
import dev.sluice.cli.validate.TrafficSource;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Unreadable;
import dev.sluice.judge.ContractLines;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What commands read that go through traffic: contracts, and files of messages. */
final class TrafficInput {

    /** Its name in places and reports. */
    private static final String STANDARD_INPUT_SHOWN = "<stdin>";

    /** Bytes of a contract that comes by standard input. */
    private static final int LONGEST_CONTRACT = 256 << 20;

    private TrafficInput() {}

    /**
     * @param lines takes its text
     * @throws CommandException when it cannot be read, or has faults
     */
    static ContractPlan contract(Path file, InputStream standardInput, Reading reading, ContractLines lines)
            throws CommandException {
        boolean piped = file.toString().equals(StandardInput.NAME);
        String name = piped ? STANDARD_INPUT_SHOWN : file.toString();
        try {
            return piped
                    ? piped(standardInput, reading, lines)
                    : Contracts.load(file, reading.with(reading.observer().and(lines)));
        } catch (DocumentException e) {
            throw new CommandException(
                    "sluice: the contract " + name + " cannot be used:" + System.lineSeparator() + e.getMessage());
        } catch (UncheckedIOException e) {
            throw new CommandException(
                    "sluice: the contract " + name + " cannot be read: " + Unreadable.reason(e.getCause()));
        }
    }

    private static ContractPlan piped(InputStream standardInput, Reading reading, ContractLines lines)
            throws DocumentException {
        try {
            byte[] bytes = standardInput.readNBytes(LONGEST_CONTRACT + 1);
            if (bytes.length > LONGEST_CONTRACT) {
                throw new IOException("larger than 256 MiB");
            }
            lines.add(STANDARD_INPUT_SHOWN, bytes);
            return Contracts.parse(STANDARD_INPUT_SHOWN, bytes, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all that a command reads. */
    static List<String> all(List<String> contracts, List<String> traffic) {
        return Stream.concat(contracts.stream(), traffic.stream()).toList();
    }

    /** @throws ParameterException when a name can be none of a file */
    static List<TrafficSource> sources(List<String> names, InputStream standardInput, CommandSpec command) {
        return names.stream()
                .map(name -> name.equals(StandardInput.NAME)
                        ? new TrafficSource(STANDARD_INPUT_SHOWN, 0, () -> standardInput)
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
