package dev.sluice.cli.validate;

import dev.sluice.cli.report.SarifLog;
import java.util.Locale;

/** What can be found in traffic. */
enum Kind {
    REQUEST("request-breaks-contract", true, "A request breaks its contract."),
    RESPONSE("response-breaks-contract", true, "A response breaks its contract."),
    MALFORMED("message-malformed", true, "A line or an entry is no message."),
    UNMATCHED("message-unmatched", false, "A request leads to no path of the contracts."),
    UNJUDGED("message-unjudged", false, "A message could not be judged."),
    EMPTY("traffic-empty", false, "A file of traffic holds no message.");

    private final String id;
    private final boolean error;
    private final String description;

    Kind(String id, boolean error, String description) {
        this.id = id;
        this.error = error;
        this.description = description;
    }

    /** Where nobody has asked for another level. */
    boolean isError() {
        return error;
    }

    String id() {
        return id;
    }

    SarifLog.Rule rule(boolean asError) {
        return new SarifLog.Rule(id, asError ? "error" : "warning", description);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
