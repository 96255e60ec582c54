package dev.sluice.cli.diff;

import dev.sluice.cli.check.Source;
import dev.sluice.cli.check.Sources;
import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.FileObserver;
import dev.sluice.document.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One version of a contract; what was read of it is kept. */
public final class ComparedSource implements Source {

    private static final int MAX_BYTES = 256 << 20;

    private final String argument;
    private final InputStream standardInput;
    private final DocumentSource network;
    private final FileObserver observer;
    private byte[] bytes = {};
    private @Nullable ContractDocuments documents;

    /**
     * @param argument a file, a URL, or {@code -} for standard input
     * @param observer is told of the files that are read
     */
    public ComparedSource(String argument, InputStream standardInput, DocumentSource network, FileObserver observer) {
        this.argument = argument;
        this.standardInput = standardInput;
        this.network = network;
        this.observer = observer;
    }

    @Override
    public String name() {
        return isStandardInput() ? "<stdin>" : argument;
    }

    private boolean isStandardInput() {
        return argument.equals(Sources.STANDARD_INPUT);
    }

    @Override
    public long size() {
        return 0;
    }

    /** What was loaded. */
    public ContractDocuments documents() {
        ContractDocuments known = documents;
        if (known == null) {
            throw new IllegalStateException("not loaded");
        }
        return known;
    }

    @Override
    public ContractPlan load() throws DocumentException, IOException {
        ContractDocuments opened = open(Reading.JUDGE.with(network).with(observer));
        documents = opened;
        return opened.plan();
    }

    private ContractDocuments open(Reading reading) throws DocumentException, IOException {
        if (isStandardInput()) {
            return open(standardInput, reading);
        }
        try {
            Location location = Location.of(argument);
            if (location instanceof Location.File file) {
                Path path = file.path();
                if (Files.isDirectory(path)) {
                    throw new IOException("a folder (expected: a file)");
                }
                if (Files.exists(path) && !Files.isRegularFile(path)) {
                    try (InputStream stream = Files.newInputStream(path)) {
                        return open(stream, reading);
                    }
                }
            }
            return Contracts.open(location, reading);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IllegalArgumentException e) {
            throw new IOException("no name of a file here: " + e.getMessage(), e);
        }
    }

    private ContractDocuments open(InputStream stream, Reading reading) throws DocumentException, IOException {
        bytes = stream.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IOException("larger than 256 MiB");
        }
        return Contracts.open(name(), bytes, reading);
    }

    @Override
    public Reader text() throws IOException {
        InputStream text = bytes.length > 0 || isStandardInput() || argument.contains("://")
                ? new ByteArrayInputStream(bytes)
                : Files.newInputStream(Path.of(argument));
        return TextEncoding.reader(text);
    }
}
