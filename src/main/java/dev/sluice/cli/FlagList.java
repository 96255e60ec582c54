package dev.sluice.cli;

import dev.sluice.app.settings.Flag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The flags of a command line, as settings. */
final class FlagList {

    private final List<Flag> flags = new ArrayList<>();

    /** @param text null when the flag was not given */
    FlagList add(String name, String key, @Nullable String text) {
        if (text != null) {
            flags.add(new Flag(name, key, text));
        }
        return this;
    }

    /** A flag without a value. */
    FlagList addIf(boolean given, String name, String key, String text) {
        return add(name, key, given ? text : null);
    }

    /** In the order in which they were added. */
    List<Flag> flags() {
        return List.copyOf(flags);
    }
}
