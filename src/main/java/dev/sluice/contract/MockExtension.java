package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.Set;

/**
 * Reads {@code x-sluice-mock} at the root, a path or an operation; the most specific one that names a member wins.
 *
 * <pre>
 * x-sluice-mock: { echo: true, stateful: false }
 * x-sluice-mock: { collection: orders, id: number }
 * </pre>
 */
final class MockExtension {

    static final String EXTENSION = "x-sluice-mock";

    private static final Set<String> MEMBERS = Set.of("echo", "stateful", "collection", "id");

    private final Findings findings;

    MockExtension(Findings findings) {
        this.findings = findings;
    }

    /** What holds for an operation. */
    MockPlan ofOperation(Located at, MockPlan outer) {
        MockPlan plan = read(at, outer);
        Located deprecated = at.member("deprecated");
        boolean isSo = deprecated != null
                && deprecated.node() instanceof Node.Scalar scalar
                && Boolean.TRUE.equals(scalar.value());
        return new MockPlan(plan.echo(), plan.stateful(), plan.collection(), plan.id(), isSo);
    }

    /** @param outer what holds where this place says nothing */
    MockPlan read(Located at, MockPlan outer) {
        Located extension = at.member(EXTENSION);
        if (extension == null || !findings.isObject(extension)) {
            return outer;
        }
        new Extensions(findings).refuseUnknownMembers(extension, MEMBERS);
        String collection = findings.text(extension, "collection");
        String id = findings.text(extension, "id");
        return new MockPlan(
                extension.member("echo") == null ? outer.echo() : (Boolean) findings.flag(extension, "echo", false),
                findings.flag(extension, "stateful", outer.stateful()),
                collection == null ? outer.collection() : collection,
                id == null ? outer.id() : id,
                outer.deprecated());
    }
}
