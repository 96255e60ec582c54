package dev.sluice.document;

import java.net.URI;

/**
 * Where the documents come from that a document refers to. Nothing is fetched over the network but by a
 * {@link NetworkSource}, or a source of the caller's own.
 */
@FunctionalInterface
public interface DocumentSource {

    /** Has nothing: for texts that stand alone, and for locations on the network. */
    DocumentSource NONE = location -> {
        throw new UnavailableException("nothing is fetched over the network (expected: a file in the folder of the"
                + " contract, or the URL's beginning in fetch.from or --fetch)");
    };

    /** A document that was found. */
    final class Found {

        private final URI location;
        private final byte[] bytes;

        public Found(URI location, byte[] bytes) {
            this.location = location;
            this.bytes = bytes;
        }

        /** Where in the end: what references in it are relative to (RFC 3986, 5.1.3). */
        public URI location() {
            return location;
        }

        public byte[] bytes() {
            return bytes;
        }
    }

    /**
     * @param location absolute, without a fragment
     * @throws UnavailableException with why not
     */
    Found read(URI location) throws UnavailableException;
}
