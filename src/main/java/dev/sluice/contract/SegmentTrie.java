package dev.sluice.contract;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Routes as a tree of path segments. Every node is visited at most once per request, whatever the path. */
final class SegmentTrie implements RouteTable {

    private final TrieNode root;
    private final @Nullable Rivals rivals;

    private SegmentTrie(TrieNode root, @Nullable Rivals rivals) {
        this.root = root;
        this.rivals = rivals;
    }

    @Override
    public Match find(String method, String path) {
        if (path.isEmpty() || path.charAt(0) != '/') {
            return Match.None.NO_PATH;
        }
        Match match = root.find(method, PercentEncoding.normalise(path), 1, 0);
        if (match == null) {
            return Match.None.NO_PATH;
        }
        return rivals != null && match instanceof Match.Found found ? rivals.choose(found) : match;
    }

    /** Collects routes. */
    static final class Builder {

        private final Draft root = new Draft();
        private final Rivals rivals = new Rivals();

        /** @return the operation that has this method and shape of path already, or null */
        @Nullable
        OperationPlan add(PathTemplate template, OperationPlan operation) {
            return leaf(template).methods.putIfAbsent(operation.method(), operation);
        }

        /** Tells the operation that has a route of another one that would have it too. */
        void rival(OperationPlan first, OperationPlan later) {
            rivals.add(first, later);
        }

        SegmentTrie build() {
            return build(false);
        }

        /** @param heads whether what has GET and no HEAD answers HEAD too */
        SegmentTrie build(boolean heads) {
            return new SegmentTrie(root.freeze(heads), rivals.isEmpty() ? null : rivals);
        }

        private Draft leaf(PathTemplate template) {
            Draft draft = root;
            for (PathTemplate.Segment segment : template.segments()) {
                draft = draft.children.computeIfAbsent(segment, any -> new Draft());
            }
            return draft;
        }
    }

    /** A node that still grows. */
    private static final class Draft {

        private static final Comparator<PathTemplate.Segment> BY_SPECIFICITY = Comparator.comparingInt(
                        PathTemplate.Segment::literalLength)
                .reversed()
                .thenComparing(segment -> String.join("{}", segment.literals()));

        private final Map<PathTemplate.Segment, Draft> children = new LinkedHashMap<>();
        private final TreeMap<String, OperationPlan> methods = new TreeMap<>();

        private TrieNode freeze(boolean heads) {
            Map<String, TrieNode> literals = new LinkedHashMap<>();
            List<TrieNode.Mixed> mixed = new ArrayList<>();
            TrieNode wildcard = null;
            for (PathTemplate.Segment segment :
                    children.keySet().stream().sorted(BY_SPECIFICITY).toList()) {
                TrieNode child = children.getOrDefault(segment, this).freeze(heads);
                if (segment.isLiteral()) {
                    literals.put(segment.literals().get(0), child);
                } else if (segment.isWildcard()) {
                    wildcard = child;
                } else {
                    mixed.add(new TrieNode.Mixed(segment.literals(), child));
                }
            }
            OperationPlan get = heads ? methods.get("GET") : null;
            if (get != null) {
                methods.putIfAbsent("HEAD", get);
            }
            return new TrieNode(
                    new SegmentTable<>(literals),
                    mixed.toArray(new TrieNode.Mixed[0]),
                    wildcard,
                    methods.isEmpty() ? null : new MethodTable(methods));
        }
    }
}
