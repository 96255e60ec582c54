package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.TextEncoding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;

/** A document that can be read only once: standard input, a pipe. */
final class StreamSource implements Source {

    static final int MAX_SIZE = 256 << 20;
    static final String TOO_LARGE = "larger than 256 MiB";

    /** Gives the bytes when they are asked for. */
    interface Opening {
        InputStream open() throws IOException;
    }

    private final String name;
    private final Opening opening;
    private byte[] bytes = {};

    StreamSource(String name, Opening opening) {
        this.name = name;
        this.opening = opening;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public ContractPlan load() throws DocumentException, IOException {
        try (InputStream stream = opening.open()) {
            bytes = stream.readNBytes(MAX_SIZE + 1);
        }
        if (bytes.length > MAX_SIZE) {
            throw new IOException(TOO_LARGE);
        }
        return Contracts.parse(name, bytes, Reading.CHECK);
    }

    @Override
    public Reader text() throws IOException {
        return TextEncoding.reader(new ByteArrayInputStream(bytes));
    }

    @Override
    public void release() {
        bytes = new byte[0];
    }
}
