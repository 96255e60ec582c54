package dev.sluice.contract;

import java.util.Set;

/** The names within and of {@code x-sluice-…} extensions: one that is mistyped must not be passed over in silence. */
final class Extensions {

    private static final String PREFIX = "x-sluice-";

    private final Findings findings;

    Extensions(Findings findings) {
        this.findings = findings;
    }

    /** A fault for every member of an extension's object that has no meaning. */
    void refuseUnknownMembers(Located object, Set<String> known) {
        for (String name : object.names()) {
            if (!known.contains(name)) {
                findings.faultOfName(
                        object,
                        name,
                        "unknown member '" + name + "'" + Nearest.hint(name, known) + " (expected: "
                                + String.join(", ", known.stream().sorted().toList()) + ")");
            }
        }
    }

    /** A warning for every extension of Sluice that has no meaning at a place. */
    void warnOfUnknown(Located at, Set<String> known) {
        for (String name : at.names()) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                findings.warningOfName(
                        at, name, "'" + name + "' has no meaning here" + Nearest.hint(name, known) + "; it is ignored");
            }
        }
    }
}
