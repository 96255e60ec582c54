package dev.sluice.coverage;

import dev.sluice.coverage.OperationCoverage.Body;
import dev.sluice.coverage.OperationCoverage.Parameter;
import dev.sluice.coverage.OperationCoverage.Property;
import dev.sluice.coverage.OperationCoverage.Status;
import dev.sluice.coverage.OperationCoverage.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * A report as a page that needs nothing else: no script, no font, no other file. What was never touched comes first, and is
 * said in words, not by colour alone.
 */
public final class CoveragePage {

    /** Lists are cut there: the JSON has all. */
    private static final int LONGEST_LIST = 200;

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8886; --soft: #8882; --bad: #b3261e; --good: #1b6e3c; }
            @media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #7ddc9f; } }
            body { font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.6rem; } h2 { font-size: 1.3rem; margin-top: 2.5rem; } h3 { font-size: 1.1rem; }
            code { font: 0.9em ui-monospace, monospace; overflow-wrap: anywhere; }
            table { border-collapse: collapse; width: 100%; } caption { text-align: left; font-weight: 600; }
            th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line);
              vertical-align: top; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
            meter { width: 10rem; } details { border: 1px solid var(--line); border-radius: .5rem; margin: .5rem 0;
              padding: .25rem .75rem; } summary { cursor: pointer; }
            .never { color: var(--bad); font-weight: 600; } .all { color: var(--good); }
            ul.flat { padding-left: 1.2rem; } a { color: inherit; } p.note { opacity: .8; }
            """;

    private final StringBuilder html = new StringBuilder(64 * 1024);

    private CoveragePage() {}

    /** The whole page, in UTF-8. */
    public static String of(CoverageReport report) {
        CoveragePage page = new CoveragePage();
        page.page(report);
        return page.html.toString();
    }

    private void page(CoverageReport report) {
        raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .raw("<title>Contract coverage</title>\n<style>\n")
                .raw(STYLE)
                .raw("</style>\n</head>\n<body>\n<main>\n<h1>Contract coverage</h1>\n<p class=\"note\">From ")
                .text(report.since().toString())
                .raw(" to ")
                .text(report.until().toString())
                .raw(". What was sent is touched, be it right or wrong.");
        if (report.unmatched() > 0) {
            raw(" ").raw(count(report.unmatched(), "message")).raw(" had no operation.");
        }
        raw("</p>\n");
        if (report.contracts().isEmpty()) {
            raw("<p>No contract.</p>\n");
        }
        report.contracts().forEach(this::contract);
        raw("</main>\n</body>\n</html>\n");
    }

    private void contract(ContractCoverage contract) {
        raw("<section>\n<h2>")
                .text(contract.title())
                .raw(" ")
                .text(contract.version())
                .raw("</h2>\n<p><code>");
        text(contract.file()).raw("</code></p>\n");
        shares(contract.shares());
        List<OperationCoverage> never =
                contract.operations().stream().filter(one -> !one.touched()).toList();
        if (!never.isEmpty()) {
            raw("<h3>Never called</h3>\n<ul class=\"flat\">\n");
            cut(never, one -> raw("<li>").name(one).raw("</li>\n"), "<li>", "</li>\n");
            raw("</ul>\n");
        }
        List<OperationCoverage> called = contract.operations().stream()
                .filter(OperationCoverage::touched)
                .toList();
        if (!called.isEmpty()) {
            raw("<h3>Called</h3>\n");
            List<OperationCoverage> sorted = new ArrayList<>(called);
            sorted.sort(java.util.Comparator.comparingLong((OperationCoverage one) -> -missing(one)));
            sorted.forEach(this::operation);
        }
        raw("</section>\n");
    }

    private static long missing(OperationCoverage operation) {
        Shares shares = operation.shares();
        long missing = 0;
        for (Dimension dimension : Dimension.values()) {
            missing += shares.of(dimension).total() - shares.of(dimension).touched();
        }
        return missing;
    }

    private void shares(Shares shares) {
        raw("<table>\n<caption>Touched</caption>\n<thead><tr><th scope=\"col\">What</th><th scope=\"col\" class=\"n\">")
                .raw("Touched</th><th scope=\"col\" class=\"n\">Of</th><th scope=\"col\" class=\"n\">Share</th>")
                .raw("<th scope=\"col\">&nbsp;</th></tr></thead>\n<tbody>\n");
        for (Dimension dimension : Dimension.values()) {
            Share share = shares.of(dimension);
            String label = dimension.text().replace('-', ' ');
            raw("<tr><th scope=\"row\">")
                    .raw(label)
                    .raw("</th><td class=\"n\">")
                    .raw(Long.toString(share.touched()));
            raw("</td><td class=\"n\">").raw(Long.toString(share.total())).raw("</td><td class=\"n\">");
            raw(share.text()).raw("</td><td>");
            if (share.total() > 0) {
                raw("<meter min=\"0\" max=\"").raw(Long.toString(share.total())).raw("\" value=\"");
                raw(Long.toString(share.touched()))
                        .raw("\" aria-label=\"")
                        .raw(label)
                        .raw("\">");
                raw(share.text()).raw("</meter>");
            }
            raw("</td></tr>\n");
        }
        raw("</tbody>\n</table>\n");
    }

    private void operation(OperationCoverage operation) {
        long missing = missing(operation);
        raw("<details>\n<summary>")
                .name(operation)
                .raw(" — ")
                .raw(count(operation.requests(), "request"))
                .raw(", ");
        raw(missing == 0 ? "<span class=\"all\">all touched</span>" : "<span class=\"never\">");
        raw(missing == 0 ? "" : missing + " never touched</span>").raw("</summary>\n");
        statuses(operation);
        parameters(operation.parameters());
        operation.request().forEach(body -> body("Request body", body));
        operation
                .statuses()
                .forEach(status -> status.bodies().forEach(body -> body("Answer " + status.status(), body)));
        raw("</details>\n");
    }

    private void statuses(OperationCoverage operation) {
        if (operation.statuses().isEmpty() && operation.otherAnswers() == 0) {
            return;
        }
        head("Statuses", "Status", "Answers");
        for (Status status : operation.statuses()) {
            row(status.status(), status.count());
        }
        if (operation.otherAnswers() > 0) {
            raw("<tr><th scope=\"row\">not in the contract, such as ").raw(Integer.toString(operation.lastOther()));
            raw("</th><td class=\"n\">")
                    .raw(Long.toString(operation.otherAnswers()))
                    .raw("</td></tr>\n");
        }
        raw("</tbody>\n</table>\n");
    }

    private void parameters(List<Parameter> parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        head("Parameters", "Parameter", "Requests");
        for (Parameter parameter : parameters) {
            row(parameter.in() + " " + parameter.name(), parameter.count());
            for (Value value : parameter.values()) {
                row(parameter.in() + " " + parameter.name() + " = " + value.text(), value.count());
            }
        }
        raw("</tbody>\n</table>\n");
    }

    private void head(String caption, String what, String how) {
        raw("<table>\n<caption>")
                .text(caption)
                .raw("</caption>\n<thead><tr><th scope=\"col\">")
                .raw(what);
        raw("</th><th scope=\"col\" class=\"n\">").raw(how).raw("</th></tr></thead>\n<tbody>\n");
    }

    private void row(String name, long count) {
        raw("<tr><th scope=\"row\"><code>").text(name).raw("</code></th><td class=\"n\">");
        raw(count == 0 ? "<span class=\"never\">never</span>" : Long.toString(count))
                .raw("</td></tr>\n");
    }

    private void body(String where, Body body) {
        raw("<h4>").text(where).raw(" <code>").text(body.mediaType()).raw("</code>: ");
        raw(body.count() == 0 ? "<span class=\"never\">never</span>" : count(body.count(), "message"))
                .raw("</h4>\n");
        if (body.properties().isEmpty() || body.count() == 0) {
            return;
        }
        List<String> never = new ArrayList<>();
        int all = 0;
        for (Property property : body.properties()) {
            if (property.count() >= 0) {
                all++;
                if (property.count() == 0) {
                    never.add(property.pointer());
                }
            }
            for (Value value : property.values()) {
                all++;
                if (value.count() == 0) {
                    never.add(property.pointer() + " = " + value.text());
                }
            }
        }
        raw("<p>").raw(count(body.looked(), "body", "bodies")).raw(" looked into. ");
        raw(all - never.size() + " of " + all + " properties and values touched");
        raw(body.cut() ? "; there are more, which are not counted" : "")
                .raw(never.isEmpty() ? ".</p>\n" : "; never:</p>\n");
        if (!never.isEmpty()) {
            raw("<ul class=\"flat\">\n");
            cut(never, one -> raw("<li><code>").text(one).raw("</code></li>\n"), "<li>", "</li>\n");
            raw("</ul>\n");
        }
    }

    private <T> void cut(List<T> items, java.util.function.Consumer<T> show, String before, String after) {
        items.stream().limit(LONGEST_LIST).forEach(show);
        if (items.size() > LONGEST_LIST) {
            raw(before).raw("and " + (items.size() - LONGEST_LIST) + " more").raw(after);
        }
    }

    private CoveragePage name(OperationCoverage operation) {
        return raw("<code>").text(operation.method() + " " + operation.path()).raw("</code>");
    }

    private static String count(long number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private CoveragePage raw(String markup) {
        html.append(markup);
        return this;
    }

    /** What a contract says, whatever that is. */
    private CoveragePage text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '&' -> html.append("&amp;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(isShown(c) ? c : '\ufffd');
            }
        }
        return this;
    }

    /** Neither controls nor what turns the direction of the text. */
    private static boolean isShown(char c) {
        return (c >= ' ' && c < 0x7f) || (c >= 0xa0 && Character.getType(c) != Character.FORMAT) || c == '\n';
    }
}
