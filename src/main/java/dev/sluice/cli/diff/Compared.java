package dev.sluice.cli.diff;

import dev.sluice.cli.report.Palette;
import dev.sluice.diff.Change;
import dev.sluice.diff.Comparison;
import dev.sluice.diff.Effect;
import dev.sluice.diff.Spot;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Two versions and what is different.
 *
 * @param ignored how many changes were left out of {@code comparison}
 * @param failing the least effect that fails
 * @param palette colours of a text
 * @param version of this program
 */
public record Compared(
        String old, String young, Comparison comparison, int ignored, Effect failing, Palette palette, String version) {

    /** Whether a change makes the command fail. */
    public boolean fails(Change change) {
        return change.effect().compareTo(failing) <= 0;
    }

    List<Change> changes() {
        return comparison.changes();
    }

    /** In one line. */
    String summary() {
        return count(Effect.BREAKING) + ", " + count(Effect.UNCLEAR) + ", " + count(Effect.COMPATIBLE)
                + (ignored > 0 ? ", " + ignored + " ignored" : "") + "; "
                + (comparison.oldOperations() == comparison.newOperations()
                        ? operations(comparison.newOperations())
                        : comparison.oldOperations() + " → " + operations(comparison.newOperations()));
    }

    private String count(Effect effect) {
        return comparison.count(effect) + " " + effect;
    }

    private static String operations(int count) {
        return count + (count == 1 ? " operation" : " operations");
    }

    /** The operations of a change, of many the first. */
    static String operations(Change change, int listed) {
        List<String> all = change.operations();
        return all.isEmpty()
                ? "the contract"
                : all.stream().limit(listed).collect(Collectors.joining(", "))
                        + (all.size() > listed ? ", and " + (all.size() - listed) + " more" : "");
    }

    /** {@code old.yaml:3:5 → new.yaml:4:5}; one of them where the other has nothing. */
    static String places(Change change) {
        return Stream.of(place(change.was()), place(change.is()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" → "));
    }

    private static String place(@Nullable Spot spot) {
        return spot == null ? "" : spot.place().toString();
    }
}
