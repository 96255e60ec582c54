package dev.sluice.cli.validate;

import dev.sluice.cli.report.Counted;
import dev.sluice.cli.report.Palette;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/**
 * The XML of JUnit as CI servers take it: a suite for each operation with a case for its requests and one for its
 * responses where they are right, and a case for each kind of finding. What is no reason to fail is a
 * skipped case.
 */
final class TrafficJUnit {

    private static final double SECOND = 1_000_000_000;
    private static final String NO_OPERATION = "no operation";

    private final Writer out;

    TrafficJUnit(Writer out) {
        this.out = out;
    }

    void write(TrafficResult result) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write(String.format(
                Locale.ROOT, "<testsuites name=\"sluice validate\" time=\"%.3f\">%n", result.nanos() / SECOND));
        for (OperationTally operation : result.operations()) {
            List<Finding> findings = result.findings().stream()
                    .filter(finding -> finding.key().operation().equals(operation.operation()))
                    .toList();
            suite(result, operation, findings);
        }
        out.write("</testsuites>\n");
    }

    private void suite(TrafficResult result, OperationTally operation, List<Finding> findings) throws IOException {
        boolean none = operation.operation().isEmpty();
        List<String> unread = none ? result.failures() : List.of();
        boolean nothing = none && !result.hasJudged();
        boolean requests = isRight(operation.requests());
        boolean responses = isRight(operation.responses());
        int tests = findings.size() + unread.size() + (requests ? 1 : 0) + (responses ? 1 : 0) + (nothing ? 1 : 0);
        if (tests == 0) {
            return;
        }
        String name = none ? NO_OPERATION : operation.operation();
        long failures =
                findings.stream().filter(result::fails).count() + (nothing && result.failsAsNothingIsJudged() ? 1 : 0);
        out.write("  <testsuite name=\"" + text(name) + "\" tests=\"" + tests + "\" failures=\"" + failures
                + "\" errors=\"" + unread.size() + "\" skipped=\"" + (findings.size() + (nothing ? 1 : 0) - failures)
                + "\">\n");
        if (requests) {
            out.write(testcase(name, operation.requests().all() + " requests keep the contract") + "/>\n");
        }
        if (responses) {
            out.write(testcase(name, operation.responses().all() + " responses keep the contract") + "/>\n");
        }
        for (Finding finding : findings) {
            finding(name, finding, result.fails(finding));
        }
        if (nothing) {
            nothing(name, result.failsAsNothingIsJudged());
        }
        for (String failure : unread) {
            out.write(testcase(name, failure) + "><error message=\"" + text(failure) + "\"/></testcase>\n");
        }
        out.write("  </testsuite>\n");
    }

    private static boolean isRight(Tally tally) {
        return tally.all() > 0 && tally.countInvalid() == 0;
    }

    private static String testcase(String suite, String name) {
        return "    <testcase classname=\"" + text(suite) + "\" name=\"" + text(name) + "\"";
    }

    private void finding(String suite, Finding finding, boolean fails) throws IOException {
        FindingKey key = finding.key();
        out.write(testcase(suite, finding.text()) + ">");
        String message = Counted.of(finding.count(), "message") + ", first " + finding.first();
        if (fails) {
            String contract = finding.contract() == null ? "" : "\ncontract: " + finding.contract();
            String pointer = key.schemaPointer().isEmpty() ? "" : "\nschema: " + key.schemaPointer();
            String excerpt = finding.message() == null ? "" : "\n" + String.join("\n", plain(finding));
            out.write("<failure type=\"" + text(key.keyword()) + "\" message=\"" + text(finding.text()) + "\">"
                    + text(message + contract + pointer + excerpt) + "</failure>");
        } else {
            out.write("<skipped message=\"" + text(finding.text() + " (" + message + ")") + "\"/>");
        }
        out.write("</testcase>\n");
    }

    private void nothing(String suite, boolean fails) throws IOException {
        String message = " message=\"" + text(TrafficResult.NOTHING_JUDGED) + "\"/>";
        out.write(testcase(suite, "messages were judged") + ">"
                + (fails ? "<failure type=\"nothing-judged\"" : "<skipped") + message + "</testcase>\n");
    }

    private static List<String> plain(Finding finding) {
        return finding.message() == null ? List.of() : finding.message().lines("", new Palette(false));
    }

    /** In ASCII, with what XML 1.0 cannot hold replaced. */
    private static String text(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                case '"' -> xml.append("&quot;");
                case '\n' -> xml.append("&#10;");
                default -> {
                    boolean allowed = (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
                    if (!allowed) {
                        xml.append("&#xFFFD;");
                    } else if (c < 0x7F) {
                        xml.append((char) c);
                    } else {
                        xml.append("&#x").append(Integer.toHexString(c)).append(';');
                    }
                }
            }
        });
        return xml.toString();
    }
}
