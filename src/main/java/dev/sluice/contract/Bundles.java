package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.FileObserver;
import dev.sluice.document.FolderSource;
import dev.sluice.document.GivenFiles;
import dev.sluice.document.UnavailableException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Contracts as single JSON documents that refer to no other, for tools that show them. Safe for any thread. */
public final class Bundles {

    private Bundles() {}

    /**
     * Reads a contract again, and what it refers to.
     *
     * @param mostChars of the JSON
     * @throws IOException when it cannot be read, is no document, or is larger than that
     */
    public static String json(Location location, DocumentSource elsewhere, int mostChars) throws IOException {
        try {
            if (location instanceof Location.Url url) {
                DocumentSource.Found found = elsewhere.read(url.url());
                return json(found.location(), found.bytes(), elsewhere, mostChars);
            }
            if (location instanceof Location.Registered registered) {
                return json(Contracts.nothingYet(registered), mostChars);
            }
            Path file = ((Location.File) location).path();
            Path real = Files.isRegularFile(file) ? file.toRealPath() : file.toAbsolutePath();
            DocumentSource folder = new FolderSource(real.resolveSibling(""), elsewhere, FileObserver.NONE);
            DocumentSource.Found root = folder.read(real.toUri());
            return json(root.location(), root.bytes(), folder, mostChars);
        } catch (UnavailableException e) {
            throw new IOException(e.reason(), e);
        }
    }

    /** As {@link #json(Location, DocumentSource, int)}, of bytes that are at hand and refer to no file. */
    public static String json(byte[] bytes, int mostChars) throws IOException {
        return json(URI.create("text:/contract"), bytes, DocumentSource.NONE, mostChars);
    }

    /**
     * As {@link #json(Location, DocumentSource, int)}, of files that are at hand and refer to each other.
     *
     * @param root the path of the OpenAPI document among them
     * @param files by relative path, with slashes
     */
    public static String json(String root, Map<String, byte[]> files, DocumentSource elsewhere, int mostChars)
            throws IOException {
        GivenFiles given = new GivenFiles(files, elsewhere);
        try {
            DocumentSource.Found found = given.read(GivenFiles.location(root));
            return json(found.location(), found.bytes(), given, mostChars);
        } catch (UnavailableException e) {
            throw new IOException(e.reason(), e);
        }
    }

    private static String json(URI location, byte[] bytes, DocumentSource source, int mostChars) throws IOException {
        try {
            String name = location.toString();
            Library.Volume root = new Library.Volume(location, name, DocumentReader.document(name, bytes));
            return Bundle.of(root, source, mostChars);
        } catch (DocumentException e) {
            throw new IOException("it is no document that can be read", e);
        } catch (Bundle.TooLargeException e) {
            throw new IOException("it is larger than " + mostChars + " characters of JSON", e);
        }
    }
}
