package dev.sluice.cli.coverage;

import dev.sluice.cli.report.Palette;
import dev.sluice.cli.report.Printable;
import dev.sluice.coverage.Dimension;
import dev.sluice.coverage.OperationCoverage;
import dev.sluice.coverage.OperationCoverage.Body;
import dev.sluice.coverage.OperationCoverage.Property;
import dev.sluice.coverage.OperationCoverage.Value;
import dev.sluice.coverage.Share;
import dev.sluice.coverage.Shares;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A report for people: what was never touched, by operation, and how much was. */
final class CoverageText {

    /** Of one operation; the other formats have all. */
    private static final int MOST_LINES = 30;

    private static final int BAR = 20;

    private final Writer out;
    private final Palette palette;

    CoverageText(Writer out, boolean coloured) {
        this.out = out;
        this.palette = new Palette(coloured);
    }

    void write(Replayed result) throws IOException {
        for (OperationCoverage operation : result.contract().operations()) {
            if (!operation.touched()) {
                line(palette.error("never") + "  " + palette.strong(name(operation)));
            }
        }
        for (OperationCoverage operation : result.contract().operations()) {
            if (operation.touched()) {
                operation(operation);
            }
        }
        line("");
        shares(result.report().shares());
        line("");
        result.failures().forEach(this::failure);
        String summary = result.summary();
        line(result.passed() ? palette.good(summary) : palette.error(summary));
    }

    private static String name(OperationCoverage operation) {
        return Printable.of(operation.method() + " " + operation.path());
    }

    private void failure(String failure) {
        try {
            line(palette.error("error: ") + Printable.of(failure));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void operation(OperationCoverage operation) throws IOException {
        List<String> never = never(operation);
        String count = String.format(Locale.ROOT, "%5d", operation.requests());
        line((never.isEmpty() ? palette.good(count) : palette.warning(count)) + "  " + palette.strong(name(operation)));
        for (String missing : never.subList(0, Math.min(MOST_LINES, never.size()))) {
            line("       never: " + Printable.of(missing));
        }
        if (never.size() > MOST_LINES) {
            line(palette.faint("       and " + (never.size() - MOST_LINES) + " more"));
        }
        if (operation.otherAnswers() > 0) {
            line(palette.warning("       " + operation.otherAnswers()
                    + " answers with a status that the contract does not" + " have, such as " + operation.lastOther()));
        }
    }

    private static List<String> never(OperationCoverage operation) {
        List<String> never = new ArrayList<>();
        operation.statuses().stream()
                .filter(status -> status.count() == 0)
                .forEach(status -> never.add("status " + status.status()));
        operation.parameters().forEach(parameter -> {
            String name = parameter.in() + " " + parameter.name();
            if (parameter.count() == 0) {
                never.add(name);
            } else {
                values(name, parameter.values(), never);
            }
        });
        operation.request().forEach(body -> body("request", body, never));
        operation.statuses().stream()
                .filter(status -> status.count() > 0)
                .forEach(status -> status.bodies().forEach(body -> body("answer " + status.status(), body, never)));
        return never;
    }

    private static void values(String name, List<Value> values, List<String> never) {
        List<String> missing = values.stream()
                .filter(value -> value.count() == 0)
                .map(Value::text)
                .toList();
        if (!missing.isEmpty()) {
            never.add(name + " = " + String.join(", ", missing));
        }
    }

    /** What stands within something that was never there is not listed. */
    private static void body(String where, Body body, List<String> never) {
        String name = where + " " + body.mediaType();
        if (body.count() == 0) {
            never.add(name);
            return;
        }
        List<String> missing = new ArrayList<>();
        for (Property property : body.properties()) {
            if (missing.stream().anyMatch(above -> property.pointer().startsWith(above + "/"))) {
                continue;
            }
            if (property.count() == 0) {
                missing.add(property.pointer());
                never.add(name + " " + property.pointer());
            } else {
                values(name + " " + property.pointer(), property.values(), never);
            }
        }
    }

    private void shares(Shares shares) throws IOException {
        for (Dimension dimension : Dimension.values()) {
            Share share = shares.of(dimension);
            if (share.total() > 0) {
                int filled = (int) (BAR * share.touched() / share.total());
                line(String.format(
                        Locale.ROOT,
                        "%-12s %s%s %7s  %d of %d",
                        dimension.text().replace('-', ' '),
                        "#".repeat(filled),
                        ".".repeat(BAR - filled),
                        share.text(),
                        share.touched(),
                        share.total()));
            }
        }
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}
