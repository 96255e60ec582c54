package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import dev.sluice.document.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a server calls: callbacks and webhooks. What they are is not judged, so that a difference is unclear
 * whatever it is; texts for people and examples are none.
 */
final class CallbackDiff {

    private static final int MOST = 200_000;
    private static final Set<String> TEXTS =
            Set.of("description", "summary", "example", "examples", "externalDocs", "tags");

    private record Pair(Located was, Located is) {}

    private final Context context;

    CallbackDiff(Context context) {
        this.context = context;
    }

    void compare(String operation, @Nullable Located was, @Nullable Located is, String kind) {
        if (was == null && is == null) {
            return;
        }
        if (was == null || is == null || !areAlike(was, is)) {
            context.changes()
                    .add(
                            operation,
                            was == null ? Effect.COMPATIBLE : Effect.UNCLEAR,
                            Side.REQUEST,
                            was == null ? kind + "-added" : is == null ? kind + "-removed" : kind + "-changed",
                            kind,
                            Spots.of(was),
                            Spots.of(is),
                            "what the server calls by itself is another; it is not judged");
        }
    }

    private boolean areAlike(Located was, Located is) {
        Deque<Pair> left = new ArrayDeque<>();
        Set<String> visited = new HashSet<>();
        left.add(new Pair(was, is));
        while (!left.isEmpty()) {
            Pair pair = left.removeLast();
            Located one = target(context.old(), pair.was);
            Located other = target(context.young(), pair.is);
            boolean first = visited.add(one.node().place() + " " + other.node().place() + " "
                    + one.node().kind());
            if (first && (visited.size() > MOST || !areAlike(one, other, left))) {
                return false;
            }
        }
        return true;
    }

    private static Located target(ContractDocuments documents, Located at) {
        String reference = Context.text(at, "$ref");
        Located target = reference == null ? null : documents.target(reference, at);
        return target == null ? at : target;
    }

    private static boolean areAlike(Located one, Located other, Deque<Pair> left) {
        if (one.node() instanceof Node.Mapping && other.node() instanceof Node.Mapping) {
            Set<String> names = names(one);
            if (!names.equals(names(other))) {
                return false;
            }
            for (String name : names) {
                left.add(
                        new Pair(Objects.requireNonNull(one.member(name)), Objects.requireNonNull(other.member(name))));
            }
            return true;
        }
        if (one.node() instanceof Node.Sequence && other.node() instanceof Node.Sequence) {
            boolean same = one.items().size() == other.items().size();
            for (int i = 0; same && i < one.items().size(); i++) {
                left.add(new Pair(one.items().get(i), other.items().get(i)));
            }
            return same;
        }
        return RawValues.areSame(one.node(), other.node());
    }

    private static Set<String> names(Located at) {
        Set<String> names = new HashSet<>();
        at.names().forEach(name -> {
            if (!TEXTS.contains(name)) {
                names.add(name);
            }
        });
        return names;
    }
}
