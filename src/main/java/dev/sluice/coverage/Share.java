package dev.sluice.coverage;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much of something was touched.
 *
 * @param touched at most {@code total}
 */
public record Share(long touched, long total) {

    static final Share NOTHING = new Share(0, 0);

    Share with(boolean one) {
        return new Share(touched + (one ? 1 : 0), total + 1);
    }

    Share plus(Share other) {
        return new Share(touched + other.touched, total + other.total);
    }

    /** From 0 to 100, rounded down to a tenth, so that 100 means all; null where there is nothing to touch. */
    public @Nullable Double percent() {
        return total == 0 ? null : Math.floorDiv(touched * 1000, total) / 10.0;
    }

    /** {@code 66.6 %}, or a dash where there is nothing to touch. */
    public String text() {
        Double percent = percent();
        return percent == null ? "–" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    /** Whether at least so much was touched, from 0 to 100; nothing is missing where there is nothing to touch. */
    public boolean reaches(double percent) {
        return touched * 100.0 >= percent * total;
    }
}
