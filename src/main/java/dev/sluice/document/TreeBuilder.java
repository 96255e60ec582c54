package dev.sluice.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts a tree together from what a parser meets, in its order, without recursion. Reports doubled keys and keys that
 * are no strings, and stops at what is too deep or, through aliases, too large.
 */
final class TreeBuilder {

    static final int MAX_DEPTH = 200;
    static final long MAX_ALIASED_NODES = 1_000_000;

    private static final int POOLED_LENGTH = 64;

    /** A value, and what an alias of it costs. */
    private record Anchored(Node node, int height, long nodes) {}

    private final List<Fault> faults;
    private final List<Fault> warnings = new ArrayList<>();
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Map<String, Anchored> anchors = new HashMap<>();
    private final Map<String, String> pool = new HashMap<>();
    private long aliasedNodes;
    private @Nullable Node root;

    TreeBuilder(List<Fault> faults) {
        this.faults = faults;
    }

    List<Fault> warnings() {
        return warnings;
    }

    @Nullable
    Node root() {
        return root;
    }

    /** All texts of which there is one copy. */
    Set<String> names() {
        return pool.keySet();
    }

    /** The one copy of a text: names and short values come again and again. */
    String pooled(String text) {
        if (text.length() > POOLED_LENGTH) {
            return text;
        }
        String known = pool.putIfAbsent(text, text);
        return known == null ? text : known;
    }

    /** Whether the next scalar is a key. */
    boolean awaitsKey() {
        Frame frame = open.peek();
        return frame != null && frame.awaitsKey();
    }

    void key(String key, Place place) {
        Frame frame = open.element();
        if (!frame.key(pooled(key), place)) {
            fault(place, "the key '" + key + "' is doubled; it stands first at " + shortPlace(frame.placeOf(key)));
        }
    }

    void begin(boolean mapping, Place place, @Nullable String anchor) throws DocumentException {
        if (open.size() == MAX_DEPTH) {
            throw stop(place, "nested too deep (expected: at most " + MAX_DEPTH + " levels)");
        }
        Interrupted.check();
        Frame parent = open.peek();
        if (parent != null && parent.awaitsKey()) {
            fault(place, "a key that is " + (mapping ? "an object" : "an array") + " (expected: a string)");
            parent.ignoreEntry();
        }
        open.push(new Frame(mapping, place, anchor));
    }

    void end() {
        Frame frame = open.pop();
        Node node = frame.node();
        add(new Anchored(node, frame.height() + 1, frame.nodes() + 1), frame.anchor());
    }

    void scalar(Node.Scalar scalar, @Nullable String anchor) {
        add(new Anchored(scalar, 0, 1), anchor);
    }

    void anchorKey(String anchor, Node.Scalar key) {
        anchors.put(anchor, new Anchored(key, 0, 1));
    }

    void alias(String name, Place place) throws DocumentException {
        Anchored target = anchors.get(name);
        if (target == null) {
            boolean cyclic = open.stream().anyMatch(frame -> name.equals(frame.anchor()));
            throw stop(place, cyclic ? "the alias *" + name + " holds itself" : "there is no anchor &" + name);
        }
        if (awaitsKey()) {
            aliasKey(target.node, place);
            return;
        }
        aliasedNodes += target.nodes;
        if (aliasedNodes > MAX_ALIASED_NODES) {
            throw stop(place, "aliases stand for too much (expected: at most " + MAX_ALIASED_NODES + " values)");
        }
        if (open.size() + target.height > MAX_DEPTH) {
            throw stop(place, "nested too deep through *" + name + " (expected: at most " + MAX_DEPTH + " levels)");
        }
        add(target, null);
    }

    DocumentException stop(Place place, String message) {
        fault(place, message);
        return new DocumentException(faults, warnings);
    }

    void fault(Place place, String message) {
        faults.add(new Fault(place, pointer(), message, null));
    }

    void warning(Place place, String message) {
        warnings.add(new Fault(place, pointer(), message, null));
    }

    private void aliasKey(Node target, Place place) {
        if (target instanceof Node.Scalar scalar) {
            key(scalar.text(), place);
        } else {
            fault(place, "a key that is an " + target.kind() + " (expected: a string)");
            open.element().ignoreEntry();
            open.element().add(target, 0, 0);
        }
    }

    private void add(Anchored value, @Nullable String anchor) {
        if (anchor != null) {
            anchors.put(anchor, value);
        }
        Frame frame = open.peek();
        if (frame == null) {
            root = value.node;
        } else {
            frame.add(value.node, value.height, value.nodes);
        }
    }

    private String pointer() {
        List<String> steps = new ArrayList<>();
        open.descendingIterator().forEachRemaining(frame -> {
            String step = frame.step();
            if (step != null) {
                steps.add(Pointers.escape(step));
            }
        });
        return steps.isEmpty() ? "" : "/" + String.join("/", steps);
    }

    private static String shortPlace(Place place) {
        return "line " + place.line() + ", column " + place.column();
    }
}
