package dev.sluice.cli.validate;

import dev.sluice.document.Place;

/**
 * Where a message stands.
 *
 * @param entry {@code log/entries/17} of a HAR, which may have but one line; empty where the place says enough
 */
record MessagePlace(Place place, String entry) {

    /** {@code monday.har:1, log/entries/17}. */
    String line() {
        return place.file() + ":" + place.line() + suffix();
    }

    private String suffix() {
        return entry.isEmpty() ? "" : ", " + entry;
    }

    /** With the column. */
    @Override
    public String toString() {
        return place + suffix();
    }
}
