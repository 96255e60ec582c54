package dev.sluice.coverage;

import dev.sluice.coverage.Shape.Node;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * Goes through a JSON text and counts the properties that a shape has. Makes nothing, judges nothing, and stops where it
 * understands no more: what it met before counts. Confined to one thread.
 */
final class BodyWalk {

    private static final int FAULT = -1;
    private static final int DEEPEST = 64;
    private static final byte[] NOTHING = {};

    private byte[] json = NOTHING;
    private int end;
    private AtomicLongArray counts = new AtomicLongArray(0);

    /** @param counts as many as the shape says */
    void walk(byte[] text, int from, int to, Shape shape, AtomicLongArray counts) {
        this.json = text;
        this.end = to;
        this.counts = counts;
        add(Shape.LOOKED);
        value(from, shape.root(), 0);
        this.json = NOTHING;
    }

    private void add(int counter) {
        // one thread writes, others read
        counts.setOpaque(counter, counts.getPlain(counter) + 1);
    }

    private int at(int p) {
        return p >= 0 && p < end ? json[p] : FAULT;
    }

    private int space(int from) {
        int p = from;
        while (p < end && (json[p] == ' ' || json[p] == '\n' || json[p] == '\r' || json[p] == '\t')) {
            p++;
        }
        return p;
    }

    private int value(int from, @Nullable Node node, int depth) {
        int p = space(from);
        if (node == null || depth > DEEPEST) {
            return skip(p);
        }
        int b = at(p);
        if (b == '{') {
            return object(p + 1, node, depth);
        }
        if (b == '[') {
            return array(p + 1, node, depth);
        }
        int stop = b == '"' ? string(p) : scalar(p);
        ValueTable values = node.values;
        if (values != null && stop > 0) {
            int value = values.find(json, p, stop);
            if (value >= 0) {
                add(node.firstValue + value);
            }
        }
        return stop;
    }

    private int object(int from, Node node, int depth) {
        int p = space(from);
        if (at(p) == '}') {
            return p + 1;
        }
        while (at(p) == '"') {
            int stop = string(p);
            if (stop < 0) {
                return FAULT;
            }
            int found = node.names.find(json, p + 1, stop - 1);
            p = space(stop);
            if (at(p) != ':') {
                return FAULT;
            }
            if (found >= 0) {
                add(node.counters[found]);
            }
            p = value(p + 1, found >= 0 ? node.children[found] : node.others, depth + 1);
            if (p < 0) {
                return FAULT;
            }
            p = space(p);
            if (at(p) != ',') {
                return at(p) == '}' ? p + 1 : FAULT;
            }
            p = space(p + 1);
        }
        return FAULT;
    }

    private int array(int from, Node node, int depth) {
        int p = space(from);
        if (at(p) == ']') {
            return p + 1;
        }
        while (true) {
            p = value(p, node.items, depth + 1);
            if (p < 0) {
                return FAULT;
            }
            p = space(p);
            if (at(p) != ',') {
                return at(p) == ']' ? p + 1 : FAULT;
            }
            p++;
        }
    }

    /** Behind a value that nobody looks into. */
    private int skip(int from) {
        int depth = 0;
        int p = from;
        do {
            int b = at(p);
            if (b == '"') {
                p = string(p);
            } else if (b == '{' || b == '[') {
                depth++;
                p++;
            } else if (b == '}' || b == ']') {
                depth--;
                p++;
            } else if (depth > 0 && b != FAULT) {
                p++;
            } else {
                p = scalar(p);
            }
        } while (p > 0 && depth > 0);
        return depth == 0 ? p : FAULT;
    }

    private int string(int from) {
        for (int p = from + 1; p < end; p++) {
            byte b = json[p];
            if (b == '"') {
                return p + 1;
            }
            if (b == '\\') {
                p++;
            }
        }
        return FAULT;
    }

    private int scalar(int from) {
        int p = from;
        while (p < end && json[p] > ' ' && json[p] != ',' && json[p] != '}' && json[p] != ']') {
            p++;
        }
        return p > from ? p : FAULT;
    }
}
