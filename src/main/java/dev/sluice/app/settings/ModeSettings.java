package dev.sluice.app.settings;

import dev.sluice.contract.ValidationPlan.Mode;
import java.util.List;

/**
 * What becomes of messages that break their contract, where the contract does not say.
 *
 * @param request of requests
 * @param response of answers
 */
public record ModeSettings(Mode request, Mode response) {

    static final Setting<Mode> REQUEST = new Setting<>(
            "validation.request",
            Scalars.oneOf(Mode.class),
            Mode.BLOCK,
            "What becomes of requests that break their contract: block answers 400, report lets them pass as they came and"
                    + " tells the operator (GET /v1/findings), off does not look. A contract (x-sluice-validation) and its"
                    + " entry in contracts know better.");

    static final Setting<Mode> RESPONSE = new Setting<>(
            "validation.response",
            Scalars.oneOf(Mode.class),
            Mode.OFF,
            "What becomes of answers that break their contract: block answers 502 instead, report lets them pass and tells"
                    + " the operator, off does not look.");

    static final List<Setting<?>> ALL = List.of(REQUEST, RESPONSE);

    static ModeSettings from(Values values) {
        return new ModeSettings(values.get(REQUEST), values.get(RESPONSE));
    }
}
