package dev.sluice.app.settings;

import java.util.List;

/** @param on whether it is counted what traffic touches of contracts */
public record CoverageSettings(boolean on) {

    static final Setting<Boolean> ON = new Setting<>(
            "coverage.on",
            Scalars.bool(),
            true,
            "Counts which operations, statuses, parameters and properties of the contracts traffic has touched: /v1/coverage"
                    + " and /coverage on the control port.");

    static final Section SECTION = new Section("coverage", "What traffic touches of the contracts.", List.of(ON));

    static CoverageSettings from(Values values) {
        return new CoverageSettings(values.get(ON));
    }
}
