package dev.sluice.cli.validate;

import dev.sluice.cli.report.SarifLog;
import dev.sluice.document.Place;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * A result for each kind of finding, at its first place, related to the line of the contract. Files that cannot be read
 * are no results, nor is it one that nothing was judged: the run's invocation tells that.
 */
final class TrafficSarif {

    private TrafficSarif() {}

    static void write(TrafficResult result, Writer out, String version) throws IOException {
        boolean unmatchedFails = result.findings().stream()
                .anyMatch(finding -> finding.key().kind() == Kind.UNMATCHED && finding.error());
        List<SarifLog.Rule> rules = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            rules.add(kind.rule(kind.isError() || result.warningsFail() || (kind == Kind.UNMATCHED && unmatchedFails)));
        }
        SarifLog log = new SarifLog(out, version, rules);
        for (Finding finding : result.findings()) {
            FindingKey key = finding.key();
            List<Place> related = finding.contract() == null ? List.of() : List.of(finding.contract());
            String operation = key.operation().isEmpty() ? "" : key.operation() + ": ";
            log.add(
                    new SarifLog.Result(
                            key.kind().ordinal(),
                            operation + finding.text(),
                            finding.first().place(),
                            key.operation(),
                            related,
                            finding.count()),
                    json -> TrafficJson.details(json, finding));
        }
        result.failures().forEach(log::failure);
        if (!result.hasJudged()) {
            log.note(result.failsAsNothingIsJudged() ? "error" : "warning", TrafficResult.NOTHING_JUDGED);
        }
        log.end();
    }
}
