package dev.sluice.app;

import dev.sluice.app.settings.RecordingSettings;
import dev.sluice.document.Unreadable;
import dev.sluice.traffic.record.RecordSettings;
import dev.sluice.traffic.record.RecordSettings.Bodies;
import dev.sluice.traffic.record.Recorder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;

/** Opens a recording, so that it cannot spoil a file that is none. */
final class Recordings {

    private static final byte[] BEGIN = "{\"time\":\"".getBytes(StandardCharsets.US_ASCII);

    private Recordings() {}

    /** @throws StartException when it cannot be written, or holds something else */
    static Recorder open(RecordingSettings settings, Path file) throws StartException {
        if (file.equals(Path.of("-"))) {
            throw new StartException("record.file: - (expected: a file)");
        }
        try {
            if (Files.exists(file) && !isRecording(file)) {
                throw new StartException("cannot record to " + file
                        + ": it is something else (expected: a new file, or a recording of Sluice)");
            }
            return Recorder.start(new RecordSettings(
                    file,
                    settings.maxSize(),
                    settings.keep(),
                    settings.maxBody(),
                    settings.queue(),
                    settings.sample(),
                    bodies(settings),
                    Set.copyOf(settings.redact())));
        } catch (IOException e) {
            throw new StartException("cannot record to " + file + ": " + Unreadable.reason(e), e);
        }
    }

    private static Bodies bodies(RecordingSettings settings) {
        return switch (settings.bodies()) {
            case NONE -> Bodies.NONE;
            case READABLE -> Bodies.READABLE;
            case ALL -> Bodies.ALL;
        };
    }

    private static boolean isRecording(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] begin = stream.readNBytes(BEGIN.length);
            return begin.length == 0 || Arrays.equals(begin, BEGIN);
        }
    }
}
