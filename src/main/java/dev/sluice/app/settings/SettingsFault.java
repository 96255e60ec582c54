package dev.sluice.app.settings;

/**
 * A setting that cannot be used.
 *
 * @param where {@code file:line:column}, the name of a variable, or a flag
 * @param key of the setting; empty for a fault of the whole file
 * @param message what is wrong and what was expected; never the value
 */
public record SettingsFault(String where, String key, String message) {

    @Override
    public String toString() {
        return where + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
