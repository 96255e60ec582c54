package dev.sluice.schema;

import java.util.BitSet;

/** An array or object that is judged part by part, because it is too large to be held; or the text around all. */
final class Frame {

    enum Kind {
        TEXT,
        ARRAY,
        OBJECT
    }

    /** What comes next. */
    enum Next {
        PART_OR_END,
        PART,
        COMMA_OR_END,
        /** The rest of a string that is too long to be held. */
        STRING
    }

    final Kind kind;
    final Shape shape;
    /** Of the frame around it. */
    final Kind outer;
    /** Its name or index in the frame around it. */
    final Object step;

    Next next;
    /** How many parts were judged, with the one that is open. */
    int count;

    final BitSet known = new BitSet();
    final NameHashes unknown = new NameHashes();

    Frame(Kind kind, Shape shape, Kind outer, Object step) {
        this.outer = outer;
        this.kind = kind;
        this.shape = shape;
        this.step = step;
        this.next = kind == Kind.TEXT ? Next.PART : Next.PART_OR_END;
    }

    char closing() {
        return kind == Kind.ARRAY ? ']' : '}';
    }

    /** Whether a member of this name was met. */
    boolean has(String name) {
        int number = shape.object.names.find(name);
        return number >= 0 && known.get(number);
    }

    boolean isFull() {
        return count == (kind == Kind.ARRAY ? shape.array.maximum : shape.object.maximum);
    }

    /** Whether an array or object may end here. */
    boolean isComplete() {
        return kind == Kind.ARRAY
                ? count >= shape.array.minimum
                : shape.object.isComplete(known) && count >= shape.object.minimum;
    }
}
