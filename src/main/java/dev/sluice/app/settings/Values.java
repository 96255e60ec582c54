package dev.sluice.app.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the sources gave; a later source wins over an earlier one. Filled once, by one thread. */
final class Values {

    /** @param where the source says it, for faults */
    private record Given(Object value, String where) {}

    private final Map<String, Given> given = new HashMap<>();
    private final List<SettingsFault> faults;

    /** @param faults where {@link #check} reports to */
    Values(List<SettingsFault> faults) {
        this.faults = faults;
    }

    <T> void put(Setting<T> setting, T value, String where) {
        given.put(setting.key(), new Given(value, where));
    }

    /** The value, or the default. */
    @SuppressWarnings("unchecked") // put takes a setting and a value of the same type
    <T> T get(Setting<T> setting) {
        Given value = given.get(setting.key());
        return value == null ? setting.defaultValue() : (T) value.value();
    }

    /** Whether any source asks for it; null asks for nothing. */
    boolean asked(Setting<?> setting) {
        Given value = given.get(setting.key());
        return value != null && !value.value().equals(Optional.empty());
    }

    /** A rule between two settings: a breach is reported where either was given. */
    void check(boolean holds, Setting<?> first, Setting<?> second, String expected) {
        if (holds) {
            return;
        }
        boolean blamesFirst = asked(first);
        @Nullable Given place = given.get((blamesFirst ? first : second).key());
        faults.add(new SettingsFault(place == null ? "default" : place.where(), first.key(), "expected " + expected));
    }
}
