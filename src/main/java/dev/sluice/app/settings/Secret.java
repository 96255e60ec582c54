package dev.sluice.app.settings;

/** A text that is told only to who asks for {@link #value}. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
