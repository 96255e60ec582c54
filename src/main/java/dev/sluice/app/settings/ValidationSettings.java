package dev.sluice.app.settings;

import java.util.List;

/**
 * How strictly requests are judged where the contract leaves it open.
 *
 * @param unknownQueryParameters what happens to names in a query that the operation does not declare
 */
public record ValidationSettings(Unknown unknownQueryParameters) {

    /** What happens to what a contract does not know. */
    public enum Unknown {
        /** It passes unjudged. */
        ALLOW,
        /** It is a violation. */
        REFUSE
    }

    static final Setting<Unknown> UNKNOWN_QUERY_PARAMETERS = new Setting<>(
            "validation.unknownQueryParameters",
            Scalars.oneOf(Unknown.class),
            Unknown.ALLOW,
            "allow lets query parameters pass that the operation does not declare, refuse answers 400. The contract's API"
                    + " keys are known.");

    static final Section SECTION =
            new Section("validation", "How strictly requests are judged.", List.of(UNKNOWN_QUERY_PARAMETERS));

    static ValidationSettings from(Values values) {
        return new ValidationSettings(values.get(UNKNOWN_QUERY_PARAMETERS));
    }
}
