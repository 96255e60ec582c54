package dev.sluice.contract;

import java.util.Set;

/**
 * Reads {@code x-sluice-mock} at the root, a path or an operation; the most specific one that names a member wins.
 *
 * <pre>
 * x-sluice-mock: { echo: true }
 * </pre>
 */
final class MockExtension {

    static final String EXTENSION = "x-sluice-mock";

    private static final Set<String> MEMBERS = Set.of("echo");

    private final Findings findings;

    MockExtension(Findings findings) {
        this.findings = findings;
    }

    /** @param outer what holds where this place says nothing */
    MockPlan read(Located at, MockPlan outer) {
        Located extension = at.member(EXTENSION);
        if (extension == null || !findings.isObject(extension)) {
            return outer;
        }
        new Extensions(findings).refuseUnknownMembers(extension, MEMBERS);
        return extension.member("echo") == null ? outer : new MockPlan(findings.flag(extension, "echo", false));
    }
}
