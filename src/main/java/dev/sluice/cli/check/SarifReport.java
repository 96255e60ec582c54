package dev.sluice.cli.check;

import dev.sluice.cli.report.SarifLog;
import dev.sluice.cli.report.SarifLog.Result;
import dev.sluice.cli.report.SarifLog.Rule;
import dev.sluice.document.Fault;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * A log of one run. A file that cannot be read and a check that fails are no results: the run's invocation tells them.
 *
 * @see SarifLog
 */
final class SarifReport implements Report {

    private static final int FAULT = 0;
    private static final int WARNING = 1;
    private static final List<Rule> RULES = List.of(
            new Rule("contract-fault", "error", "The document cannot be used as a contract."),
            new Rule(
                    "contract-warning", "warning", "The contract can be used; what is named is tolerated or ignored."));

    private final SarifLog log;

    SarifReport(Writer out, String version) throws IOException {
        this.log = new SarifLog(out, version, RULES);
    }

    @Override
    public void add(Source source, CheckedDocument document) throws IOException {
        switch (document.outcome()) {
            case OK, FAULTY -> {
                for (Fault fault : document.errors()) {
                    result(FAULT, fault);
                }
                for (Fault fault : document.warnings()) {
                    result(WARNING, fault);
                }
            }
            case UNREADABLE, FAILED ->
                document.errors().forEach(fault -> log.failure(fault.place().file() + ": " + fault.message()));
        }
    }

    private void result(int rule, Fault fault) throws IOException {
        String message = fault.message() + (fault.via() == null ? "" : " (via " + fault.via() + ")");
        log.add(new Result(rule, message, fault.place(), fault.pointer(), List.of(), 1), json -> {
            json.writeStringField("pointer", fault.pointer());
            JsonReport.via(json, fault);
        });
    }

    @Override
    public void end(Totals totals) throws IOException {
        log.end();
    }
}
