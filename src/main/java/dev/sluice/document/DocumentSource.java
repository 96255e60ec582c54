package dev.sluice.document;

import java.net.URI;

/**
 * Where the documents come from that a document refers to. Nothing is fetched over the network unless a source of the
 * caller's own does so.
 */
@FunctionalInterface
public interface DocumentSource {

    /** Has nothing: for texts that stand alone, and for locations on the network. */
    DocumentSource NONE = location -> {
        throw new UnavailableException(
                "nothing is fetched over the network (expected: a file in the folder of the" + " contract)");
    };

    /**
     * @param location absolute, without a fragment
     * @return the bytes of the document
     * @throws UnavailableException with why not
     */
    byte[] read(URI location) throws UnavailableException;
}
