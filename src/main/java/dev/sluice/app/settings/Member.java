package dev.sluice.app.settings;

import java.util.function.Function;

/**
 * A member of an object among the settings.
 *
 * @param setting its key is relative to the object; dots lead into inner objects
 * @param of takes it out of an object
 */
record Member<O, T>(Setting<T> setting, Function<O, T> of) {

    String key() {
        return setting.key();
    }

    /**
     * As YAML; empty where it is as if it had not been given.
     *
     * @param always also when it is as by default
     */
    String print(O object, boolean always) {
        T value = of.apply(object);
        String text = setting.type().print(value);
        return (value.equals(setting.defaultValue()) && !always) || text.isEmpty() ? "" : setting.key() + ": " + text;
    }

    boolean isAccepted(O object) {
        return setting.type().accepts(of.apply(object));
    }
}
