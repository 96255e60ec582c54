package dev.sluice.traffic.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of whole lines that makes way for a new one when it is large: {@code name} is the present one, {@code name.1} the
 * one before. Read and written by its owner only. Confined to one thread.
 */
final class RecordFile implements AutoCloseable {

    private final Path path;
    private final long maxSize;
    private final int keep;
    private @Nullable FileChannel channel;
    private @Nullable Object key;
    private long size;

    private RecordFile(Path path, long maxSize, int keep) {
        this.path = path;
        this.maxSize = maxSize;
        this.keep = keep;
    }

    /** @throws IOException when it cannot be written, or another process writes it */
    static RecordFile open(Path path, long maxSize, int keep) throws IOException {
        RecordFile file = new RecordFile(path, maxSize, keep);
        file.open();
        return file;
    }

    private FileChannel open() throws IOException {
        FileChannel opened = create();
        try {
            FileLock lock = opened.tryLock();
            if (lock == null) {
                throw new IOException("another process writes it");
            }
            if (Files.getFileStore(path).supportsFileAttributeView("posix")) {
                // it may have been there before
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
            size = opened.size();
            key = key();
            channel = opened;
            return opened;
        } catch (OverlappingFileLockException e) {
            opened.close();
            throw new IOException("it is written already", e);
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private FileChannel create() throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        try {
            return FileChannel.open(
                    path, options, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (UnsupportedOperationException notPosix) {
            return FileChannel.open(path, options);
        }
    }

    private @Nullable Object key() throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    /** Opens it anew where it is not the file any more that has its name. */
    void check() throws IOException {
        try {
            if (channel == null || !Objects.equals(key, key())) {
                close();
                open();
            }
        } catch (NoSuchFileException gone) {
            close();
            open();
        }
    }

    /**
     * Appends lines, all or none of them.
     *
     * @throws IOException when they are lost
     */
    void write(byte[] lines, int length) throws IOException {
        FileChannel open = channel == null ? open() : channel;
        if (size > 0 && size + length > maxSize) {
            open = rotate();
        }
        ByteBuffer rest = ByteBuffer.wrap(lines, 0, length);
        try {
            while (rest.hasRemaining()) {
                open.write(rest);
            }
            size += length;
        } catch (IOException e) {
            // half a line would spoil the next one
            truncate(open);
            throw e;
        }
    }

    private void truncate(FileChannel open) {
        try {
            open.truncate(size);
        } catch (IOException e) {
            // a disk that takes nothing: the file is looked at again when it is opened
            channel = null;
        }
    }

    private FileChannel rotate() throws IOException {
        close();
        if (keep == 0) {
            Files.deleteIfExists(path);
        }
        for (int i = keep; i > 0; i--) {
            Path from = i == 1 ? path : numbered(i - 1);
            if (Files.exists(from, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(from, numbered(i), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return open();
    }

    private Path numbered(int number) {
        return path.resolveSibling(path.getFileName() + "." + number);
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
