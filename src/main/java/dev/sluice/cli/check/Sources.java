package dev.sluice.cli.check;

import dev.sluice.contract.Location;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.FileObserver;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** What the arguments of the command line name. */
public final class Sources {

    /** The argument that stands for standard input. */
    public static final String STANDARD_INPUT = "-";

    private Sources() {}

    /**
     * @param network for one document: has what is not a file
     * @param observer is told of the files that are read
     */
    public static Source of(
            String argument, InputStream standardInput, Supplier<DocumentSource> network, FileObserver observer) {
        if (argument.equals(STANDARD_INPUT)) {
            return new StreamSource("<stdin>", () -> standardInput);
        }
        try {
            Location location = Location.of(argument);
            return location instanceof Location.Url url
                    ? new UrlSource(url, network.get())
                    : of(argument, ((Location.File) location).path(), network, observer);
        } catch (InvalidPathException e) {
            return new UnreadableSource(argument, "no name of a file here: " + e.getReason());
        } catch (IllegalArgumentException e) {
            return new UnreadableSource(argument, String.valueOf(e.getMessage()));
        }
    }

    private static Source of(String argument, Path file, Supplier<DocumentSource> network, FileObserver observer) {
        if (Files.isDirectory(file)) {
            // which of its files are whole contracts, and which only parts of some, cannot be told from outside
            return new UnreadableSource(argument, "a folder (expected: files, such as " + argument + "/*.yaml)");
        }
        return Files.isRegularFile(file) || !Files.exists(file)
                ? new FileSource(file, network.get(), observer)
                : new StreamSource(argument, () -> Files.newInputStream(file));
    }
}
