package dev.sluice.app.settings;

import java.util.ArrayList;
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
    private final List<SettingsFault> breaches = new ArrayList<>();

    /** @param faults of the sources */
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

    /**
     * A rule between two settings: a breach is reported where either was given. Nothing is said where one of them could not
     * be read: what was meant is not known.
     */
    void check(boolean holds, Setting<?> first, Setting<?> second, String expected) {
        if (holds || isUnread(first) || isUnread(second)) {
            return;
        }
        boolean blamesFirst = asked(first);
        @Nullable Given place = given.get((blamesFirst ? first : second).key());
        breaches.add(new SettingsFault(place == null ? "default" : place.where(), first.key(), "expected " + expected));
    }

    /** A fault of it, of something in it, of all, or of an unknown key that may have meant it. */
    private boolean isUnread(Setting<?> setting) {
        String key = setting.key();
        String section = key.substring(0, key.length() - setting.name().length());
        return faults.stream()
                .map(SettingsFault::key)
                .anyMatch(faulty -> faulty.isEmpty()
                        || faulty.equals(key)
                        || faulty.startsWith(key + ".")
                        || faulty.startsWith(key + "[")
                        || section.equals(faulty + ".")
                        || (isUnknown(faulty) && faulty.startsWith(section)));
    }

    private static boolean isUnknown(String key) {
        return Settings.ALL.stream()
                .map(Setting::key)
                .noneMatch(known -> key.equals(known) || key.startsWith(known + ".") || key.startsWith(known + "["));
    }

    /** Of rules between settings. */
    List<SettingsFault> breaches() {
        return breaches;
    }
}
