package dev.sluice.app.watch;

import dev.sluice.document.FileObserver;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls for a new reading of files that have changed, once nobody writes them any more. One daemon thread; events of the
 * operating system make it quick, a look from time to time makes it sure.
 */
public final class FileWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    /** Nothing was written for so long: whoever wrote is done. */
    private static final Duration QUIET = Duration.ofMillis(100);

    /** A file that is gone may be about to be replaced. */
    private static final int QUIET_ROUNDS_OF_GONE = 10;

    /** Who writes for longer than this many of them has to wait until he is looked at again. */
    private static final int MOST_ROUNDS = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is to be done when files have changed. Called on the watch's thread. */
    @FunctionalInterface
    public interface Action {

        /**
         * @param index of the group of files
         * @param observer takes the files that the group consists of from now on
         */
        void changed(int index, FileObserver observer);
    }

    private final List<WatchedFiles> groups;
    private final Action action;
    private final FolderEvents events = new FolderEvents();
    private final Thread thread;
    private volatile boolean closed;

    private FileWatch(List<WatchedFiles> groups, Action action) {
        this.groups = groups;
        this.action = action;
        this.thread = new Thread(this::run, "sluice-watch");
        thread.setDaemon(true);
    }

    /** @param groups whose files are read again together; not to be touched by others any more */
    public static FileWatch start(List<WatchedFiles> groups, Action action) {
        FileWatch watch = new FileWatch(groups, action);
        watch.thread.start();
        return watch;
    }

    private void run() {
        try {
            while (!closed) {
                events.watch(folders());
                for (int i = 0; i < groups.size(); i++) {
                    look(i);
                }
                events.await(LOOK);
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            LOG.debug("files are not watched any more");
        } catch (RuntimeException e) {
            LOG.error("files are not watched any more", e);
        }
    }

    private Set<Path> folders() {
        Set<Path> folders = new HashSet<>();
        groups.forEach(group -> folders.addAll(group.folders()));
        return folders;
    }

    private void look(int index) throws InterruptedException {
        WatchedFiles files = groups.get(index);
        if (files.haveChanged()) {
            if (isQuiet(files) && files.haveChanged() && !closed) {
                files.clear();
                action.changed(index, files);
                events.watch(folders());
            }
        }
    }

    /** Waits until nobody writes. @return false when somebody still does */
    private boolean isQuiet(WatchedFiles files) throws InterruptedException {
        Map<Path, Stamp> before = files.stamps();
        int quiet = 0;
        for (int round = 0; round < MOST_ROUNDS && !closed; round++) {
            Thread.sleep(QUIET.toMillis());
            Map<Path, Stamp> now = files.stamps();
            quiet = now.equals(before) ? quiet + 1 : 0;
            if (quiet >= QUIET_ROUNDS_OF_GONE || (quiet > 0 && !files.haveGone())) {
                return true;
            }
            before = now;
        }
        return false;
    }

    /** Waits for a reading that is under way, but not for ever. */
    @Override
    public void close() {
        closed = true;
        events.close();
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
