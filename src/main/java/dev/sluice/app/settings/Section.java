package dev.sluice.app.settings;

import java.util.List;

/**
 * Settings that belong together.
 *
 * @param name of the object in the settings file; empty for keys at the root; {@code rateLimits.redis} is an object within
 *     an object, and follows that one
 */
record Section(String name, String description, List<Setting<?>> settings) {

    /** How many objects it stands in. */
    int depth() {
        return name.isEmpty() ? 0 : 1 + (int) name.chars().filter(c -> c == '.').count();
    }

    /** The last part of its name. */
    String ownName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** The name of the section that it stands in; empty for the root. */
    String parent() {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
