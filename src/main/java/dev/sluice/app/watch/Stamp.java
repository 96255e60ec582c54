package dev.sluice.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * What the file system says of a file without opening it. Symbolic links are followed.
 *
 * @param regular false also when there is no such file, or it may not be seen
 * @param key which file it is (its inode), where the file system has such a thing
 */
record Stamp(
        boolean regular,
        long modifiedMillis,
        long size,
        @Nullable Object key) {

    private static final Stamp NONE = new Stamp(false, 0, 0, null);

    static Stamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.isRegularFile()
                    ? new Stamp(true, attributes.lastModifiedTime().toMillis(), attributes.size(), attributes.fileKey())
                    : NONE;
        } catch (IOException e) {
            return NONE;
        }
    }
}
