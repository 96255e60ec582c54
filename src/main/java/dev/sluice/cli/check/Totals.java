package dev.sluice.cli.check;

import dev.sluice.cli.report.Counted;

/** What was found in all documents. */
public final class Totals {

    private int documents;
    private int ok;
    private int faulty;
    private long operations;
    private long faults;
    private long warnings;
    private long millis;
    private Outcome worst = Outcome.OK;

    public void add(CheckedDocument document) {
        documents++;
        operations += document.operations();
        warnings += document.warnings().size();
        millis += document.millis();
        if (document.ok()) {
            ok++;
        } else if (document.outcome() == Outcome.FAULTY) {
            faulty++;
            faults += document.errors().size();
        }
        if (document.outcome().compareTo(worst) > 0) {
            worst = document.outcome();
        }
    }

    public Outcome worst() {
        return worst;
    }

    public long warnings() {
        return warnings;
    }

    /** One line. */
    public String summary() {
        int others = documents - ok - faulty;
        return Counted.of(documents, "document") + ": " + ok + " ok, " + faulty + " with faults"
                + (others == 0 ? "" : ", " + others + " not checked") + "; " + Counted.of(operations, "operation")
                + ", "
                + Counted.of(faults, "fault") + ", " + Counted.of(warnings, "warning") + ", " + millis + " ms";
    }
}
