package dev.sluice.cli.validate;

import dev.sluice.cli.report.Counted;
import dev.sluice.cli.report.Excerpt;
import dev.sluice.cli.report.Palette;
import dev.sluice.cli.report.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For people: findings by operation, each with the part of the message and the line of the contract that it is about. */
final class TrafficText {

    private static final String INDENT = "      ";

    private final Writer out;
    private final Palette palette;
    /** What was shown of the message last: it is not shown again for what else is wrong at the same place. */
    private @Nullable Finding shown;

    TrafficText(Writer out, boolean coloured) {
        this.out = out;
        this.palette = new Palette(coloured);
    }

    void write(TrafficResult result) throws IOException {
        for (OperationTally operation : result.operations()) {
            List<Finding> findings = result.findings().stream()
                    .filter(finding -> finding.key().operation().equals(operation.operation()))
                    .toList();
            if (!findings.isEmpty()) {
                line(palette.strong(
                                operation.operation().isEmpty() ? "no operation" : Printable.of(operation.operation()))
                        + heading(operation));
                for (Finding finding : findings) {
                    finding(finding);
                }
                line("");
            }
        }
        if (result.beyond() > 0) {
            line("and " + Counted.of(result.beyond(), "finding") + " of further kinds (--max-findings)");
        }
        for (String failure : result.failures()) {
            line(palette.error(Printable.of(failure)));
        }
        line(verdict(result) + ", " + result.summary());
    }

    private String verdict(TrafficResult result) {
        if (!result.failures().isEmpty()) {
            return palette.error("not all read");
        }
        if (result.hasErrors()) {
            return palette.error("broken");
        }
        if (!result.hasJudged()) {
            return result.isOk() ? palette.warning("nothing judged") : palette.error("nothing judged");
        }
        return result.isOk() ? palette.good("ok") : palette.error("warnings");
    }

    private static String heading(OperationTally operation) {
        if (operation.requests().all() + operation.responses().all() == 0) {
            return "";
        }
        return "  " + Counted.of(operation.requests().all(), "request") + ", "
                + operation.requests().countInvalid() + " invalid; "
                + Counted.of(operation.responses().all(), "response") + ", "
                + operation.responses().countInvalid() + " invalid";
    }

    private void finding(Finding finding) throws IOException {
        String level = finding.error() ? palette.error("error") : palette.warning("warning");
        String place = finding.key().kind() == Kind.MALFORMED
                ? finding.first().toString()
                : finding.first().line();
        String times = finding.count() == 1 ? "" : finding.count() + " times, first ";
        line("  " + level + ": " + Printable.of(finding.text()) + " (" + times + Printable.of(place) + ")");
        if (isShown(finding)) {
            return;
        }
        shown = finding;
        excerpt(finding.message());
        if (finding.contract() != null && finding.demand() != null) {
            line("    " + palette.strong(Printable.of(finding.contract().toString())));
            excerpt(finding.demand());
        }
    }

    private boolean isShown(Finding finding) {
        return shown != null
                && finding.contract() != null
                && finding.contract().equals(shown.contract())
                && finding.first().equals(shown.first())
                && finding.key().where().equals(shown.key().where());
    }

    private void excerpt(@Nullable Excerpt excerpt) throws IOException {
        if (excerpt != null) {
            for (String line : excerpt.lines(INDENT, palette)) {
                line(line);
            }
        }
    }

    private void line(String text) throws IOException {
        out.write(text);
        out.write(System.lineSeparator());
    }
}
