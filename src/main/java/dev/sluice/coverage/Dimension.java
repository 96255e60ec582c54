package dev.sluice.coverage;

import java.util.Locale;
import java.util.Optional;

/** What of a contract can be touched. */
public enum Dimension {
    OPERATIONS,
    /** Responses by status, range of statuses, or {@code default}. */
    STATUSES,
    /** Of requests and responses. */
    MEDIA_TYPES,
    PARAMETERS,
    /** Members of JSON bodies, at any depth. */
    PROPERTIES,
    /** Those of {@code enum} and {@code const}, of parameters and properties. */
    VALUES;

    /** {@code media-types}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** By its {@link #text}. */
    public static Optional<Dimension> of(String text) {
        for (Dimension dimension : values()) {
            if (dimension.text().equals(text)) {
                return Optional.of(dimension);
            }
        }
        return Optional.empty();
    }
}
