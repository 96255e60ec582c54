package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import dev.sluice.document.DocumentException;
import java.io.IOException;
import java.io.Reader;

/** A document that is to be checked. */
public interface Source {

    /** The name that its user gave. */
    String name();

    /** In bytes; 0 when it is not known. */
    long size();

    /**
     * @throws DocumentException when it is no contract
     * @throws IOException when it cannot be read
     */
    ContractPlan load() throws DocumentException, IOException;

    /** Its text once more, for excerpts; empty where it cannot be read twice. Called after {@link #load}. */
    Reader text() throws IOException;

    /** Lets go of what {@link #load} has kept for {@link #text}. */
    default void release() {}
}
