package dev.sluice.cli.report;

/** Numbers of things, in words. */
public final class Counted {

    private Counted() {}

    /** {@code 1 fault}, {@code 2 faults}. */
    public static String of(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }
}
