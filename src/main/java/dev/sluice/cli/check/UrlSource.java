package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.TextEncoding;
import dev.sluice.document.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;

/** A document that is fetched over the network. */
final class UrlSource implements Source {

    private final Location.Url location;
    private final DocumentSource network;
    private byte[] bytes = {};
    private String found = "";

    /** @param network also has what the document refers to */
    UrlSource(Location.Url location, DocumentSource network) {
        this.location = location;
        this.network = network;
    }

    @Override
    public String name() {
        return found.isEmpty() ? location.toString() : found;
    }

    @Override
    public long size() {
        return 0;
    }

    @Override
    public ContractPlan load() throws DocumentException, IOException {
        try {
            DocumentSource.Found document = network.read(location.url());
            bytes = document.bytes();
            // faults name the place that it was found at in the end
            found = document.location().toString();
            return Contracts.parse(document.location(), bytes, Reading.CHECK.with(network));
        } catch (UnavailableException e) {
            throw new IOException(e.reason(), e);
        }
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
