package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.FileObserver;
import dev.sluice.document.TextEncoding;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A document in a regular file.
 *
 * @param network has what it refers to and is no file
 * @param observer is told of the files that are read
 */
record FileSource(Path file, DocumentSource network, FileObserver observer) implements Source {

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public long size() {
        return file.toFile().length();
    }

    @Override
    public ContractPlan load() throws DocumentException, IOException {
        if (Files.size(file) > StreamSource.MAX_SIZE) {
            throw new IOException(StreamSource.TOO_LARGE);
        }
        try {
            return Contracts.load(file, Reading.CHECK.with(network).with(observer));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public Reader text() throws IOException {
        return TextEncoding.reader(Files.newInputStream(file));
    }
}
