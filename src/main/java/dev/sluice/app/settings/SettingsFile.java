package dev.sluice.app.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The text of a settings file.
 *
 * @param name as the user gave it, for faults
 */
public record SettingsFile(String name, String text) {

    private static final int MAX_BYTES = 4 << 20;

    /** @throws IOException when it cannot be read, is larger than 4 MiB, or is not UTF-8 */
    public static SettingsFile read(Path file) throws IOException {
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("larger than 4 MiB");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new SettingsFile(file.toString(), text);
        }
    }

    /** Whether nothing is set: there are only comments. */
    boolean isEmpty() {
        return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }
}
