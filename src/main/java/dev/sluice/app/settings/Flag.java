package dev.sluice.app.settings;

/**
 * A setting given on the command line.
 *
 * @param name as typed, for faults: {@code --port}
 * @param key of the setting
 * @param text the value
 */
public record Flag(String name, String key, String text) {}
