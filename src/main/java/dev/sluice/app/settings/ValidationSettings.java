package dev.sluice.app.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * How strictly messages are judged where the contract leaves it open, and what is told of them.
 *
 * @param unknownQueryParameters what happens to names in a query that the operation does not declare
 * @param unstreamableBodies what happens to bodies that are too large to be held and cannot be judged as they come
 * @param modes what becomes of messages that break their contract
 * @param reports what judging messages that go on in any case may cost, and what is kept of it
 * @param formats whether strings must be of what their schemas call their format
 */
public record ValidationSettings(
        ModeSettings modes,
        ReportSettings reports,
        Unknown unknownQueryParameters,
        Unstreamable unstreamableBodies,
        Formats formats) {

    /** What {@code format} says about strings. */
    public enum Formats {
        /** That others are violations. */
        ASSERT,
        /** Nothing. */
        IGNORE
    }

    /** What happens to what a contract does not know. */
    public enum Unknown {
        /** It passes unjudged. */
        ALLOW,
        /** It is a violation. */
        REFUSE
    }

    /** What happens to what can be judged as a whole only. */
    public enum Unstreamable {
        /** 413. */
        REFUSE,
        /** It passes unjudged, and is counted. */
        PASS
    }

    static final Setting<Unknown> UNKNOWN_QUERY_PARAMETERS = new Setting<>(
            "validation.unknownQueryParameters",
            Scalars.oneOf(Unknown.class),
            Unknown.ALLOW,
            "allow lets query parameters pass that the operation does not declare, refuse answers 400. The contract's API"
                    + " keys are known.");

    static final Setting<Unstreamable> UNSTREAMABLE_BODIES = new Setting<>(
            "validation.unstreamableBodies",
            Scalars.oneOf(Unstreamable.class),
            Unstreamable.REFUSE,
            "Bodies beyond http.maxBodySize are judged while they come, where the backend does not read them. Where the"
                    + " schema does not allow it, refuse answers 413, pass lets them pass unjudged and counts them.");

    static final Setting<Formats> FORMATS = new Setting<>(
            "validation.formats",
            Scalars.oneOf(Formats.class),
            Formats.IGNORE,
            "assert refuses strings that are not of their format (date-time, uuid, email, …), ignore takes formats for"
                    + " notes, as JSON Schema and OpenAPI do by themselves. int32 and int64 hold in any case.");

    static final Section SECTION = new Section(
            "validation",
            "How strictly messages are judged.",
            Stream.of(
                            ModeSettings.ALL,
                            List.of(UNKNOWN_QUERY_PARAMETERS, UNSTREAMABLE_BODIES, FORMATS),
                            ReportSettings.ALL)
                    .<Setting<?>>flatMap(List::stream)
                    .toList());

    static ValidationSettings from(Values values) {
        return new ValidationSettings(
                ModeSettings.from(values),
                ReportSettings.from(values),
                values.get(UNKNOWN_QUERY_PARAMETERS),
                values.get(UNSTREAMABLE_BODIES),
                values.get(FORMATS));
    }
}
