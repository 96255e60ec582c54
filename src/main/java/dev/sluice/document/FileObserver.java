package dev.sluice.document;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Is told which files a document was made of. Called by the thread that reads. */
@FunctionalInterface
public interface FileObserver {

    FileObserver NONE = (file, bytes) -> {};

    /** @param bytes what was read; null when there was nothing to be read, which may change */
    void asked(Path file, byte @Nullable [] bytes);

    /** Both are told. */
    default FileObserver and(FileObserver other) {
        return (file, bytes) -> {
            asked(file, bytes);
            other.asked(file, bytes);
        };
    }
}
