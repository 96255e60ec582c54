package dev.sluice.contract;

import dev.sluice.contract.RouteTable.Match;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The raw text of a path's parameters. Filled while the way back from a route's end is gone; fixed from then on. */
final class RawSegments extends AbstractList<String> implements RandomAccess {

    private final String[] values;

    RawSegments(int size) {
        this.values = new String[size];
        Arrays.fill(values, "");
    }

    static @Nullable RawSegments of(Match match) {
        return match instanceof Match.Found found && found.segments() instanceof RawSegments raw ? raw : null;
    }

    void fill(int index, String value) {
        values[index] = value;
    }

    @Override
    public String get(int index) {
        return values[index];
    }

    @Override
    public int size() {
        return values.length;
    }
}
