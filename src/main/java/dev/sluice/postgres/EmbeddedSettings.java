package dev.sluice.postgres;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How the embedded server is run.
 *
 * @param data Sluice's data folder; the server lives in its sub-folder {@code postgres}
 * @param binaries where the server's programs are unpacked; may be shared by several data folders of one user
 * @param port on 127.0.0.1; 0 for any free one
 * @param startTimeout for the start, recovery after a crash included
 * @param stopTimeout for an orderly stop; what is left then is stopped at once, which loses no acknowledged write
 */
public record EmbeddedSettings(Path data, Path binaries, int port, Duration startTimeout, Duration stopTimeout) {

    public EmbeddedSettings {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port: " + port + " (expected: 0 to 65535)");
        }
        data = data.toAbsolutePath();
        binaries = binaries.toAbsolutePath();
    }

    public static EmbeddedSettings in(Path data) {
        return new EmbeddedSettings(
                data, data.resolve("postgres/binaries"), 0, Duration.ofMinutes(1), Duration.ofSeconds(8));
    }

    EmbeddedSettings at(int samePort) {
        return new EmbeddedSettings(data, binaries, samePort, startTimeout, stopTimeout);
    }

    Path folder() {
        return data.resolve("postgres");
    }
}
