package dev.sluice.app.settings;

import java.util.List;

/** Who may call. */
public record AuthSettings(Scheme scheme) {

    /** How callers say who they are. */
    public enum Scheme {
        /** They do not: everyone may act on every project. */
        NONE
    }

    static final Setting<Scheme> SCHEME = new Setting<>(
            "auth.scheme",
            Scalars.oneOf(Scheme.class),
            Scheme.NONE,
            "How callers say who they are; none: everyone may act on every project.");

    static final Section SECTION = new Section("auth", "Who may call.", List.of(SCHEME));

    static AuthSettings from(Values values) {
        return new AuthSettings(values.get(SCHEME));
    }
}
