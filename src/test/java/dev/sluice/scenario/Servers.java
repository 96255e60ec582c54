package dev.sluice.scenario;

import dev.sluice.app.Sluice;
import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.SettingsFile;
import dev.sluice.app.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whole servers with embedded databases of their own: one for each text of settings. */
final class Servers implements AutoCloseable {

    private final Path folder;
    private final Map<String, Sluice> running = new HashMap<>();

    Servers(Path folder) {
        this.folder = folder;
    }

    /** @param settings as in a settings file */
    Sluice with(String settings) throws Exception {
        Sluice server = running.get(settings);
        if (server == null) {
            server = start(settings);
            running.put(settings, server);
        }
        return server;
    }

    private Sluice start(String settings) throws Exception {
        List<Flag> flags = List.of(
                new Flag("--port", "listen.port", "0"),
                new Flag("--control-port", "control.port", "0"),
                new Flag("--data", "store.data", data().toString()));
        SettingsFile file = new SettingsFile("scenario", settings);
        return Sluice.start(
                SettingsReader.read(Optional.of(file), Map.of(), flags).settings());
    }

    private Path data() throws IOException {
        return Files.createDirectory(folder.resolve("server" + running.size()));
    }

    @Override
    public void close() {
        running.values().forEach(Sluice::stop);
        running.clear();
    }
}
