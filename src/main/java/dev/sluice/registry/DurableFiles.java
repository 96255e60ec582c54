package dev.sluice.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Writes that are on the disk when they return, and that are there whole or not at all. */
final class DurableFiles {

    private DurableFiles() {}

    /** A new file. */
    static void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** A file that may be there already: readers find the old one or the new one. */
    static void replace(Path file, byte[] bytes) throws IOException {
        Path next = file.resolveSibling(FolderStore.UNFINISHED + UUID.randomUUID());
        write(next, bytes);
        move(next, file);
    }

    /** Puts a finished file or folder in its place. */
    static void move(Path finished, Path place) throws IOException {
        Files.move(finished, place, StandardCopyOption.ATOMIC_MOVE);
        settle(parent(place));
        if (!parent(finished).equals(parent(place))) {
            settle(parent(finished));
        }
    }

    /** Makes a folder and all above it. */
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            folder(parent(folder));
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            settle(parent(folder));
        }
    }

    /** What is named in a folder, from now on, is named there after a crash. */
    static void settle(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    static void delete(Path tree) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(tree)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        } catch (NoSuchFileException e) {
            return;
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("the root of the file system");
        }
        return parent;
    }
}
