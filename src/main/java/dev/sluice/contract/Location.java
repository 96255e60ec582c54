package dev.sluice.contract;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where a contract is. Immutable. */
public sealed interface Location {

    /** A file, or what can be read like one. */
    record File(Path path) implements Location {

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /** A document that is fetched, where that is allowed. */
    record Url(URI url) implements Location {

        @Override
        public String toString() {
            return Reference.withoutUser(url.toString());
        }
    }

    /** A name in the registry: there is nothing until a version of it is active. */
    record Registered(String name) implements Location {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The same for all spellings of one file. */
    default Location absolute() {
        return this instanceof File file ? new File(file.path.toAbsolutePath().normalize()) : this;
    }

    /**
     * @param text the name of a file, or a URL
     * @throws IllegalArgumentException when it is neither
     */
    static Location of(String text) {
        if (!text.contains("://")) {
            return new File(Path.of(text));
        }
        try {
            return new Url(new URI(text));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("no URL: " + e.getReason(), e);
        }
    }

    static Location of(Path file) {
        return new File(file);
    }
}
