package dev.sluice.postgres;

/** A password: its text is told only to who asks for {@link #value}. */
public record Password(String value) {

    @Override
    public String toString() {
        return "***";
    }
}
