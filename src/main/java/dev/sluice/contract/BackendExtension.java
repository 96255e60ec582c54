package dev.sluice.contract;

import dev.sluice.document.Node;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code x-sluice-backend} at the root, a path or an operation; the most specific one holds.
 *
 * <pre>
 * x-sluice-backend: mock                           # or store, or proxy where there is but one upstream
 * x-sluice-backend: {kind: proxy, upstream: shop}
 * </pre>
 */
final class BackendExtension {

    static final String EXTENSION = "x-sluice-backend";

    private static final Set<String> MEMBERS = Set.of("kind", "upstream");
    private static final String KINDS =
            Arrays.stream(BackendPlan.Kind.values()).map(BackendExtension::name).collect(Collectors.joining(", "));

    private final Findings findings;

    BackendExtension(Findings findings) {
        this.findings = findings;
    }

    /** @param outer what holds where this place says nothing */
    @Nullable
    BackendPlan read(Located at, @Nullable BackendPlan outer) {
        Located extension = at.member(EXTENSION);
        if (extension == null) {
            return outer;
        }
        if (extension.node() instanceof Node.Mapping) {
            return members(extension);
        }
        String text = findings.text(extension);
        return text == null ? null : plan(extension, extension, text, null);
    }

    private @Nullable BackendPlan members(Located extension) {
        new Extensions(findings).refuseUnknownMembers(extension, MEMBERS);
        Located kind = extension.member("kind");
        String upstream = findings.text(extension, "upstream");
        if (kind == null && upstream == null) {
            findings.fault(extension, "no kind (expected: kind, one of " + KINDS + ")");
            return null;
        }
        String text = kind == null ? "proxy" : findings.text(kind);
        if (text == null) {
            return null;
        }
        if (upstream != null && !text.equals("proxy")) {
            findings.fault(extension, "an upstream of what is no proxy (expected: kind: proxy, or no upstream)");
            return null;
        }
        return plan(extension, kind == null ? extension : kind, text, upstream);
    }

    private @Nullable BackendPlan plan(Located extension, Located at, String text, @Nullable String upstream) {
        for (BackendPlan.Kind kind : BackendPlan.Kind.values()) {
            if (name(kind).equals(text)) {
                return new BackendPlan(kind, upstream, extension.node().place(), extension.pointer());
            }
        }
        findings.fault(at, "'" + text + "' answers nothing (expected: one of " + KINDS + ")");
        return null;
    }

    private static String name(BackendPlan.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
