package dev.sluice.cli.check;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the arguments of the command line name. */
public final class Sources {

    /** The argument that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private Sources() {}

    public static Source of(String argument, InputStream standardInput) {
        if (argument.equals(STANDARD_INPUT)) {
            return new StreamSource("<stdin>", () -> standardInput);
        }
        Path file;
        try {
            file = Path.of(argument);
        } catch (InvalidPathException e) {
            return new UnreadableSource(argument, "no name of a file here: " + e.getReason());
        }
        if (Files.isDirectory(file)) {
            // which of its files are whole contracts, and which only parts of some, cannot be told from outside
            return new UnreadableSource(argument, "a folder (expected: files, such as " + argument + "/*.yaml)");
        }
        return Files.isRegularFile(file) || !Files.exists(file)
                ? new FileSource(file)
                : new StreamSource(argument, () -> Files.newInputStream(file));
    }
}
