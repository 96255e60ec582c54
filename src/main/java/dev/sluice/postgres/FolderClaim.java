package dev.sluice.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Holds a folder for this process until it is closed or the process ends, however it ends. */
final class FolderClaim implements AutoCloseable {

    private final FileChannel channel;
    private final Path owner;

    private FolderClaim(FileChannel channel, Path owner) {
        this.channel = channel;
        this.owner = owner;
    }

    /**
     * @param url where the owner can be seen: told to who comes second
     * @throws StoreException that says who holds the folder
     */
    static FolderClaim of(Path folder, String url) throws IOException {
        // the owner is written beside the lock: where locks are mandatory, nobody else could read it in the lock's file
        Path owner = folder.resolve("owner");
        FileChannel channel =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new StoreException("data: " + folder + " is in use by " + read(owner)
                    + "; stop that one, choose another folder with --data, " + StoreException.EXTERNAL);
        }
        Files.writeString(
                owner,
                "process " + ProcessHandle.current().pid() + " at " + url + " since "
                        + Instant.now().truncatedTo(ChronoUnit.SECONDS));
        return new FolderClaim(channel, owner);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(Path owner) {
        try {
            return Files.readString(owner);
        } catch (IOException e) {
            return "another process";
        }
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(owner);
        channel.close();
    }
}
