package dev.sluice.document;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files of one folder and of the folders in it. Whatever leads out of it is refused: {@code ..}, other folders and
 * symbolic links. So are more files or bytes than a contract can need.
 */
public final class FolderSource implements DocumentSource {

    /** Of all files of a contract. */
    public static final long MAX_BYTES = 256L << 20;

    private static final int MAX_FILES = 1_000;

    private final Path folder;
    private final DocumentSource elsewhere;
    private final FileObserver observer;
    private final int maxFiles;
    private final long maxBytes;
    private int files;
    private long bytes;

    /**
     * @param folder of which a real path can be had
     * @param elsewhere has what is no file
     */
    public FolderSource(Path folder, DocumentSource elsewhere) throws IOException {
        this(folder, elsewhere, FileObserver.NONE);
    }

    /** @param observer is told of the files that are asked for, but for those outside of the folder */
    public FolderSource(Path folder, DocumentSource elsewhere, FileObserver observer) throws IOException {
        this(folder, elsewhere, observer, MAX_FILES, MAX_BYTES);
    }

    FolderSource(Path folder, DocumentSource elsewhere, int maxFiles, long maxBytes) throws IOException {
        this(folder, elsewhere, FileObserver.NONE, maxFiles, maxBytes);
    }

    private FolderSource(Path folder, DocumentSource elsewhere, FileObserver observer, int maxFiles, long maxBytes)
            throws IOException {
        this.folder = folder.toRealPath();
        this.elsewhere = elsewhere;
        this.observer = observer;
        this.maxFiles = maxFiles;
        this.maxBytes = maxBytes;
    }

    @Override
    public Found read(URI location) throws UnavailableException {
        if (!"file".equals(location.getScheme())) {
            return elsewhere.read(location);
        }
        Path path = path(location);
        byte[] bytes = null;
        try {
            bytes = read(inside(path));
            return new Found(location, bytes);
        } catch (NoSuchFileException e) {
            throw new UnavailableException("there is no such file");
        } catch (IOException e) {
            throw new UnavailableException(
                    "the file cannot be read: " + e.getClass().getSimpleName().replace("Exception", ""));
        } finally {
            if (path.startsWith(folder)) {
                observer.asked(path, bytes);
            }
        }
    }

    private static Path path(URI location) throws UnavailableException {
        try {
            return Path.of(location).normalize();
        } catch (IllegalArgumentException e) {
            throw new UnavailableException("not the location of a file (expected: a relative path)");
        }
    }

    private Path inside(Path path) throws IOException, UnavailableException {
        // asked before the file system is, so that nobody learns what there is elsewhere
        Path real = path.startsWith(folder) ? path.toRealPath() : path;
        if (!real.startsWith(folder)) {
            throw new UnavailableException("the file is not in the folder of the contract (expected: a file beside the"
                    + " contract or in a folder below)");
        }
        return real;
    }

    private byte[] read(Path real) throws IOException, UnavailableException {
        if (!Files.isRegularFile(real)) {
            throw new UnavailableException("not a file (expected: a YAML or JSON document)");
        }
        files++;
        if (files > maxFiles) {
            throw new UnavailableException("too many files (expected: at most " + maxFiles + " for a contract)");
        }
        bytes += Files.size(real);
        if (bytes > maxBytes) {
            throw new UnavailableException("too many bytes (expected: at most " + maxBytes + " for a contract)");
        }
        return Files.readAllBytes(real);
    }
}
