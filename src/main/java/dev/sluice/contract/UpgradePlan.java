package dev.sluice.contract;

/**
 * Whether clients of an operation may switch to another protocol, WebSocket for one ({@code x-sluice-upgrade}).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.8">RFC 9110, 7.8</a>
 */
public enum UpgradePlan {
    /** The contract does not say: as the settings do. */
    UNSAID,
    ALLOWED,
    REFUSED;

    static final String EXTENSION = "x-sluice-upgrade";

    /** @param outer what holds where this place says nothing */
    static UpgradePlan read(Located at, UpgradePlan outer, Findings findings) {
        if (at.member(EXTENSION) == null) {
            return outer;
        }
        return findings.flag(at, EXTENSION, false) ? ALLOWED : REFUSED;
    }

    /** @param otherwise where the contract does not say */
    public boolean allows(boolean otherwise) {
        return this == UNSAID ? otherwise : this == ALLOWED;
    }
}
