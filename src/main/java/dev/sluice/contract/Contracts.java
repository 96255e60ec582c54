package dev.sluice.contract;

import dev.sluice.document.Document;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Fault;
import dev.sluice.document.FolderSource;
import dev.sluice.document.GivenFiles;
import dev.sluice.document.Place;
import dev.sluice.document.UnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads OpenAPI documents. */
public final class Contracts {

    private static final DocumentSource ALONE = location -> {
        throw new UnavailableException("the contract is a text that stands alone (expected: #/…)");
    };

    private static final byte[] NOTHING = {};

    /** A contract without operations. */
    private static final String NOTHING_YET = "{openapi: 3.1.0, info: {title: '%s', version: 'none'}, paths: {}}";

    private Contracts() {}

    /**
     * Reads a contract and the files of its folder that it refers to.
     *
     * @param file an OpenAPI document
     * @throws DocumentException with all of its faults
     * @throws UncheckedIOException when it cannot be read
     */
    public static ContractPlan load(Path file) throws DocumentException {
        return load(file, Reading.JUDGE);
    }

    /** As {@link #load(Path)}, in a way of its own. */
    public static ContractPlan load(Path file, Reading reading) throws DocumentException {
        return open(file, reading).plan();
    }

    private static ContractDocuments open(Path file, Reading reading) throws DocumentException {
        try {
            if (Files.size(file) > FolderSource.MAX_BYTES) {
                throw new DocumentException(List.of(new Fault(
                        new Place(file.toString(), 1, 1),
                        "",
                        "too many bytes (expected: at most " + FolderSource.MAX_BYTES + ")",
                        null)));
            }
            byte[] bytes = Files.readAllBytes(file);
            reading.observer().asked(file, bytes);
            return open(file, bytes, reading);
        } catch (IOException e) {
            reading.observer().asked(file, null);
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As {@link #load(Path, Reading)}, of wherever a contract is.
     *
     * @throws UncheckedIOException also when it cannot be fetched
     */
    public static ContractPlan load(Location location, Reading reading) throws DocumentException {
        return open(location, reading).plan();
    }

    /** As {@link #load(Location, Reading)}, with the documents that it was compiled from: for who compares contracts. */
    public static ContractDocuments open(Location location, Reading reading) throws DocumentException {
        if (location instanceof Location.Registered registered) {
            return open(registered.name(), nothingYet(registered), reading);
        }
        return location instanceof Location.Url url
                ? fetch(url, reading)
                : open(((Location.File) location).path(), reading);
    }

    static byte[] nothingYet(Location.Registered registered) {
        return NOTHING_YET.formatted(registered.name()).getBytes(StandardCharsets.UTF_8);
    }

    private static ContractDocuments fetch(Location.Url url, Reading reading) throws DocumentException {
        try {
            DocumentSource.Found found = reading.elsewhere().read(url.url());
            return open(found.location(), found.bytes(), reading);
        } catch (UnavailableException e) {
            throw new UncheckedIOException(new IOException(e.reason(), e));
        }
    }

    /** As {@link #load}, for bytes that were fetched; what they refer to is fetched as well. */
    public static ContractPlan parse(URI location, byte[] bytes, Reading reading) throws DocumentException {
        return open(location, bytes, reading).plan();
    }

    private static ContractDocuments open(URI location, byte[] bytes, Reading reading) throws DocumentException {
        String name = location.toString();
        Library.Volume root = new Library.Volume(location, name, DocumentReader.document(name, bytes));
        return ContractCompiler.compile(reading, root, reading.elsewhere());
    }

    private static ContractDocuments open(Path file, byte[] bytes, Reading reading) throws DocumentException {
        String name = file.toString();
        try {
            // what is no regular file, such as a pipe, may have no real path
            Path real = Files.isRegularFile(file) ? file.toRealPath() : file.toAbsolutePath();
            DocumentSource folder = new FolderSource(real.resolveSibling(""), reading.elsewhere(), reading.observer());
            return ContractCompiler.compile(
                    reading, new Library.Volume(real.toUri(), name, DocumentReader.document(name, bytes)), folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * As {@link #load}, for files that are at hand and refer to each other.
     *
     * @param root the path of the OpenAPI document among them
     * @param files by relative path, with slashes
     */
    public static ContractPlan parse(String root, Map<String, byte[]> files, Reading reading) throws DocumentException {
        return open(root, files, reading).plan();
    }

    /** As {@link #parse(String, Map, Reading)}, with the documents that it was compiled from. */
    public static ContractDocuments open(String root, Map<String, byte[]> files, Reading reading)
            throws DocumentException {
        Document document = DocumentReader.document(root, files.getOrDefault(root, NOTHING));
        return ContractCompiler.compile(
                reading,
                new Library.Volume(GivenFiles.location(root), root, document),
                new GivenFiles(files, reading.elsewhere()));
    }

    /** As {@link #load}, for bytes that are at hand and refer to no file. */
    public static ContractPlan parse(String file, byte[] bytes) throws DocumentException {
        return parse(file, bytes, Reading.JUDGE);
    }

    /** As {@link #parse(String, byte[])}, in a way of its own. */
    public static ContractPlan parse(String file, byte[] bytes, Reading reading) throws DocumentException {
        return open(file, bytes, reading).plan();
    }

    /** As {@link #load}, for a text that is at hand and refers to no file. */
    public static ContractPlan parse(String file, String text) throws DocumentException {
        return parse(file, text, Reading.JUDGE);
    }

    /** As {@link #parse(String, String)}, in a way of its own. */
    public static ContractPlan parse(String file, String text, Reading reading) throws DocumentException {
        return open(file, DocumentReader.document(file, text), reading).plan();
    }

    /** As {@link #parse(String, byte[], Reading)}, with the document that it was compiled from. */
    public static ContractDocuments open(String file, byte[] bytes, Reading reading) throws DocumentException {
        return open(file, DocumentReader.document(file, bytes), reading);
    }

    private static ContractDocuments open(String file, Document document, Reading reading) throws DocumentException {
        return ContractCompiler.compile(
                reading, new Library.Volume(URI.create("text:/contract"), file, document), ALONE);
    }
}
