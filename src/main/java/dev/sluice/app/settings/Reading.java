package dev.sluice.app.settings;

import dev.sluice.document.Node;
import dev.sluice.document.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One pass over one source: how its texts are to be taken, and where its faults go. */
final class Reading {

    /**
     * A scalar's text.
     *
     * @param free whether its YAML type means nothing: it came from the environment or from a flag
     */
    record Text(String value, boolean free) {}

    private final List<SettingsFault> faults;
    private final @Nullable Substitution substitution;

    private Reading(List<SettingsFault> faults, @Nullable Substitution substitution) {
        this.faults = faults;
        this.substitution = substitution;
    }

    /** Of a file: texts are completed from the environment, types are strict. */
    static Reading ofFile(List<SettingsFault> faults, Substitution substitution) {
        return new Reading(faults, substitution);
    }

    /** Of a variable or a flag, which knows nothing but text. The place's file is its name. */
    static Reading ofText(List<SettingsFault> faults) {
        return new Reading(faults, null);
    }

    /** For a text of this source that is no longer as the file has it. */
    Reading ofText() {
        return ofText(faults);
    }

    /** @return empty after a fault was reported */
    Optional<Text> text(String key, Node.Scalar scalar) {
        if (substitution == null) {
            return Optional.of(new Text(scalar.text(), true));
        }
        if (!(scalar.value() instanceof String value) || value.indexOf('$') < 0) {
            return Optional.of(new Text(scalar.text(), false));
        }
        Substitution.Result result = substitution.apply(value);
        result.faults().forEach(message -> fault(scalar.place(), key, message));
        return result.faults().isEmpty() ? Optional.of(new Text(result.text(), true)) : Optional.empty();
    }

    void fault(Place place, String key, String message) {
        boolean whole = substitution == null && place.line() == 1 && place.column() == 1;
        faults.add(new SettingsFault(whole ? place.file() : place.toString(), key, message));
    }
}
