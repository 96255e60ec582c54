package dev.sluice.cli.coverage;

import dev.sluice.coverage.CoverageReport;
import dev.sluice.coverage.Dimension;
import dev.sluice.coverage.Share;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much has to be touched.
 *
 * @param min in percent; null where nothing is asked for
 */
public record Gate(Dimension of, @Nullable Double min) {

    boolean passes(CoverageReport report) {
        return min == null || report.shares().of(of).reaches(min);
    }

    /** What was touched, and what was expected. */
    String text(CoverageReport report) {
        Share share = report.shares().of(of);
        String touched = String.format(
                Locale.ROOT,
                "%s of %s touched (%d of %d)",
                share.text(),
                of.text().replace('-', ' '),
                share.touched(),
                share.total());
        return min == null || passes(report)
                ? touched
                : touched + String.format(Locale.ROOT, ", expected at least %s %%", number(min));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
