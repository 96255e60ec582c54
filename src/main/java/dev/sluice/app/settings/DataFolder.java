package dev.sluice.app.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the embedded Postgres lives. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * The folder that was asked for, else {@code ~/.local/share/sluice}, or {@code .sluice} below the working folder when
     * home cannot be written. Creates nothing.
     */
    public static Path of(Optional<Path> asked) {
        return asked.orElseGet(() -> in(System.getProperty("user.home")));
    }

    static Path in(@Nullable String home) {
        // a JVM without a passwd entry says "?"
        if (home != null && home.startsWith("/")) {
            Path folder = Path.of(home, ".local", "share", "sluice");
            if (writable(folder)) {
                return folder;
            }
        }
        return Path.of(".sluice").toAbsolutePath();
    }

    /** Whether it is a writable folder, or could be made. */
    private static boolean writable(Path folder) {
        for (Path path = folder; path != null; path = path.getParent()) {
            if (Files.exists(path)) {
                return Files.isDirectory(path) && Files.isWritable(path);
            }
        }
        return false;
    }
}
