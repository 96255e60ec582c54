package dev.sluice.cli.coverage;

import dev.sluice.coverage.OperationCoverage;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** The XML of JUnit: an operation that was never called is a skipped case, a gate that does not hold a failed one. */
final class CoverageJUnit {

    private CoverageJUnit() {}

    static void write(Replayed result, Writer out) throws IOException {
        List<OperationCoverage> operations = result.contract().operations();
        long never =
                operations.stream().filter(operation -> !operation.touched()).count();
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sluice coverage\">\n");
        out.write("  <testsuite name=\"" + text(result.contract().file()) + "\" tests=\""
                + (operations.size() + 1 + result.failures().size()) + "\" failures=\"" + (result.passed() ? 0 : 1)
                + "\" errors=\"" + result.failures().size() + "\" skipped=\"" + never + "\">\n");
        for (OperationCoverage operation : operations) {
            out.write("    <testcase classname=\"operations\" name=\""
                    + text(operation.method() + " " + operation.path()) + "\""
                    + (operation.touched() ? "/>\n" : "><skipped message=\"never called\"/></testcase>\n"));
        }
        String gate = text(result.summary());
        out.write("    <testcase classname=\"coverage\" name=\""
                + text(result.gate().of().text()) + "\""
                + (result.passed()
                        ? "/>\n"
                        : "><failure message=\"" + gate + "\">" + gate + "</failure></testcase>\n"));
        for (String failure : result.failures()) {
            out.write("    <testcase classname=\"traffic\" name=\"" + text(failure) + "\"><error message=\""
                    + text(failure) + "\"/></testcase>\n");
        }
        out.write("  </testsuite>\n</testsuites>\n");
    }

    /** In ASCII, with what XML 1.0 cannot hold replaced. */
    private static String text(String text) {
        StringBuilder xml = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            boolean allowed = (c >= ' ' && c < 0xD800) || (c > 0xDFFF && c != 0xFFFE && c != 0xFFFF);
            if (!allowed) {
                xml.append("&#xFFFD;");
            } else if (c < 0x7F && "<>&\"'".indexOf(c) < 0) {
                xml.append((char) c);
            } else {
                xml.append("&#x").append(Integer.toHexString(c)).append(';');
            }
        });
        return xml.toString();
    }
}
