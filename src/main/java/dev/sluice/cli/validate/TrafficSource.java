package dev.sluice.cli.validate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of messages.
 *
 * @param name as its user calls it
 * @param size in bytes; 0 where it is not known
 */
public record TrafficSource(String name, long size, Opening opening) {

    /** Gives the bytes when they are asked for. */
    @FunctionalInterface
    public interface Opening {

        InputStream open() throws IOException;
    }

    public static TrafficSource of(Path file) {
        return new TrafficSource(file.toString(), file.toFile().length(), () -> {
            if (Files.isDirectory(file)) {
                throw new IOException("a folder (expected: a file)");
            }
            return Files.newInputStream(file);
        });
    }
}
