package dev.sluice.coverage;

import dev.sluice.coverage.Shape.Cell;
import dev.sluice.coverage.Shape.Node;
import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tree of properties of a schema: also through {@code $ref}, {@code allOf}, {@code anyOf}, {@code oneOf},
 * {@code if} and {@code discriminator}, of which all branches count. What is nearer to the root comes first, so that this is
 * what remains of a very large one. A schema within itself is one node. Confined to one thread.
 */
final class ShapeCompiler {

    private static final int MOST_REFERENCES = 20;

    private final int most;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<Cell> cells = new ArrayList<>();
    private int counters = Shape.FIRST;
    private boolean cut;

    /** A node that is still to be filled. */
    private record Open(
            Node node,
            List<Demands> demands,
            String pointer,
            int counter,
            @Nullable Way way) {}

    /** From a node up to the root. */
    private record Way(
            List<Demands> demands, Node node, @Nullable Way up) {}

    /** What several schemas ask of the same value. */
    private static final class Asked {
        final Map<String, List<Demands>> members = new LinkedHashMap<>();
        final List<Demands> items = new ArrayList<>();
        final List<Demands> others = new ArrayList<>();
        final List<JsonValue> values = new ArrayList<>();
    }

    private ShapeCompiler(int most) {
        this.most = most;
    }

    /** @param most properties that are counted */
    static Shape compile(Demands schema, int most) {
        return new ShapeCompiler(most).tree(schema);
    }

    private Shape tree(Demands schema) {
        Node root = node(List.of(schema), "", -1, null);
        for (Open next = open.poll(); next != null; next = open.poll()) {
            fill(next);
        }
        return new Shape(root, List.copyOf(cells), counters, cut);
    }

    /** A new node, or the one above that is for the same schemas. */
    private Node node(List<Demands> asked, String pointer, int counter, @Nullable Way way) {
        List<Demands> demands = asked.stream().map(ShapeCompiler::referred).toList();
        for (Way up = way; up != null; up = up.up) {
            if (same(up.demands, demands)) {
                if (counter >= 0) {
                    cells.add(new Cell(pointer, counter, null, 0));
                }
                return up.node;
            }
        }
        Node node = new Node();
        open.add(new Open(node, demands, pointer, counter, new Way(demands, node, way)));
        return node;
    }

    /** What a schema refers to that says nothing itself. */
    private static Demands referred(Demands schema) {
        Demands last = schema;
        for (int i = 0; i < MOST_REFERENCES; i++) {
            List<Demand> demands = last.demands();
            if (demands.size() != 1
                    || !(demands.get(0) instanceof Demand.All all)
                    || all.parts().size() != 1
                    || last.isUnwanted()) {
                return last;
            }
            last = all.parts().get(0);
        }
        return last;
    }

    private static boolean same(List<Demands> one, List<Demands> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (one.get(i) != other.get(i)) {
                return false;
            }
        }
        return true;
    }

    private void fill(Open next) {
        Asked asked = new Asked();
        Set<Demands> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        next.demands.forEach(demands -> ask(demands, asked, seen));
        ValueTable values = ValueTable.of(asked.values);
        Node node = next.node;
        if (values != null) {
            node.values = values;
            node.firstValue = counters;
            counters += values.size();
        }
        if (next.counter >= 0 || values != null) {
            cells.add(new Cell(next.pointer, next.counter, values, node.firstValue));
        }
        members(next, asked);
        if (!asked.items.isEmpty()) {
            node.items = node(asked.items, next.pointer + "/*", -1, next.way);
        }
        if (!asked.others.isEmpty()) {
            node.others = node(asked.others, next.pointer + "/*", -1, next.way);
        }
    }

    private void members(Open next, Asked asked) {
        List<String> names = new ArrayList<>();
        List<Node> children = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        asked.members.forEach((name, schemas) -> {
            if (schemas.stream().anyMatch(Demands::isUnwanted)) {
                return;
            }
            if (counters > most) {
                cut = true;
                return;
            }
            int counter = counters++;
            String pointer = next.pointer + "/" + name.replace("~", "~0").replace("/", "~1");
            names.add(name);
            counts.add(counter);
            children.add(node(schemas, pointer, counter, next.way));
        });
        next.node.names = new NameIndex(names);
        next.node.counters = counts.stream().mapToInt(Integer::intValue).toArray();
        next.node.children = children.toArray(Node[]::new);
    }

    private static void ask(Demands schema, Asked asked, Set<Demands> seen) {
        if (seen.add(schema)) {
            schema.demands().forEach(demand -> ask(demand, asked, seen));
        }
    }

    private static void ask(Demand demand, Asked asked, Set<Demands> seen) {
        if (demand instanceof Demand.Members members) {
            members.properties().forEach((name, schema) -> add(asked.members, name, schema));
            if (members.others() != null) {
                asked.others.add(members.others());
            }
        } else if (demand instanceof Demand.Items items) {
            asked.items.addAll(items.prefix());
            if (items.rest() != null) {
                asked.items.add(items.rest());
            }
        } else if (demand instanceof Demand.Values values) {
            asked.values.addAll(values.values());
        } else if (demand instanceof Demand.All all) {
            all.parts().forEach(part -> ask(part, asked, seen));
        } else if (demand instanceof Demand.Any any) {
            any.alternatives().forEach(part -> ask(part, asked, seen));
        } else if (demand instanceof Demand.Named named) {
            named.branches().values().forEach(part -> ask(part, asked, seen));
            if (named.alternatives() != null) {
                ask(named.alternatives(), asked, seen);
            }
        } else if (demand instanceof Demand.If condition) {
            ask(condition.then(), asked, seen);
            ask(condition.otherwise(), asked, seen);
        } else if (demand instanceof Demand.DependentDemands dependent) {
            dependent.demands().values().forEach(part -> ask(part, asked, seen));
        }
    }

    private static void add(Map<String, List<Demands>> members, String name, Demands schema) {
        List<Demands> known = members.computeIfAbsent(name, first -> new ArrayList<>());
        if (known.stream().noneMatch(other -> other == schema)) {
            known.add(schema);
        }
    }
}
