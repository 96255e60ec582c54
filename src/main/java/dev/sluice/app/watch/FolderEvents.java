package dev.sluice.app.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until something happens in some folders, as far as the operating system tells: it does not on every file system,
 * and not of what happens behind a symbolic link, so nobody may rely on it. Confined to one thread, but for
 * {@link #close}.
 */
final class FolderEvents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FolderEvents.class);

    private final @Nullable WatchService service;
    private final Map<Path, WatchKey> keys = new HashMap<>();

    FolderEvents() {
        this.service = service();
    }

    private static @Nullable WatchService service() {
        try {
            return FileSystems.getDefault().newWatchService();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.info("files are looked at from time to time only: {}", e.getMessage());
            return null;
        }
    }

    /** From now on these folders are waited for, and no others. */
    void watch(Set<Path> folders) {
        if (service == null) {
            return;
        }
        keys.entrySet().removeIf(key -> {
            boolean gone = !folders.contains(key.getKey()) || !key.getValue().isValid();
            if (gone) {
                key.getValue().cancel();
            }
            return gone;
        });
        for (Path folder : folders) {
            if (!keys.containsKey(folder)) {
                register(service, folder);
            }
        }
    }

    private void register(WatchService watching, Path folder) {
        try {
            keys.put(
                    folder,
                    folder.register(
                            watching,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE));
        } catch (IOException e) {
            LOG.debug("{} is looked at from time to time only", folder, e);
        }
    }

    /**
     * Returns when something has happened, or the time is over.
     *
     * @throws java.nio.file.ClosedWatchServiceException once this is closed
     */
    void await(Duration patience) throws InterruptedException {
        if (service == null) {
            TimeUnit.MILLISECONDS.sleep(patience.toMillis());
            return;
        }
        WatchKey key = service.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll();
        }
    }

    @Override
    public void close() {
        if (service != null) {
            try {
                service.close();
            } catch (IOException e) {
                LOG.debug("the watch service did not close", e);
            }
        }
    }
}
