package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import java.io.IOException;
import java.io.Reader;

/** What can be seen not to be a document before it is opened. */
record UnreadableSource(String name, String reason) implements Source {

    @Override
    public long size() {
        return 0;
    }

    @Override
    public ContractPlan load() throws IOException {
        throw new IOException(reason);
    }

    @Override
    public Reader text() {
        return Reader.nullReader();
    }
}
