package dev.sluice.traffic;

/** Which way a message goes. */
public enum Direction {
    REQUEST,
    RESPONSE
}
