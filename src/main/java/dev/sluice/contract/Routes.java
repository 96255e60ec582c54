package dev.sluice.contract;

import java.util.ArrayList;
import java.util.List;

/** Lays out the routes of a contract's operations and reports those that a request cannot tell apart. */
final class Routes {

    /** A route at a base path other than the first: it gives way to what is at home there. */
    private record Further(PathTemplate template, OperationPlan operation, Located at) {}

    private final Findings findings;
    private final SegmentTrie.Builder trie = new SegmentTrie.Builder();
    private final List<Further> further = new ArrayList<>();

    Routes(Findings findings) {
        this.findings = findings;
    }

    /** @param basePaths at least one */
    void add(PathTemplate template, List<String> basePaths, OperationPlan operation, Located at) {
        first(PathTemplate.parse(basePaths.get(0) + template.text()), operation, at);
        for (String basePath : basePaths.subList(1, basePaths.size())) {
            further.add(new Further(PathTemplate.parse(basePath + template.text()), operation, at));
        }
    }

    /** What has GET and no HEAD answers HEAD too (RFC 9110, 9.1). */
    RouteTable build() {
        for (Further route : further) {
            OperationPlan same = trie.add(route.template, route.operation);
            if (same != null && same.index() != route.operation.index()) {
                findings.warning(
                        route.at,
                        route.operation.method() + " " + route.template.text() + " is " + name(same)
                                + "; this operation is not served there");
            }
        }
        return trie.build(true);
    }

    private void first(PathTemplate template, OperationPlan operation, Located at) {
        OperationPlan same = trie.add(template, operation);
        if (same == null) {
            return;
        }
        String problem = "no request can tell " + name(operation) + " from " + name(same);
        if (template.expressions().isEmpty()) {
            findings.fault(at, problem + " (expected: one operation for a method and a path)");
        } else {
            findings.warning(at, problem + " by its shape; it goes to the first whose path parameters it fits");
            trie.rival(same, operation);
        }
    }

    private static String name(OperationPlan operation) {
        return operation.method() + " " + operation.path();
    }
}
