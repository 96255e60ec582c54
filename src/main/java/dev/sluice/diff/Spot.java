package dev.sluice.diff;

import dev.sluice.document.Place;

/**
 * Where something stands in one of the two versions.
 *
 * @param pointer within its document
 */
public record Spot(Place place, String pointer) {}
