package dev.sluice.schema;

import dev.sluice.schema.Frame.Kind;
import dev.sluice.schema.Frame.Next;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.StreamingJudge.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The arrays and objects around the place in a text that a {@link StreamingJudge} has reached, those that are too large
 * to be held. Goes from part to part: judges those that are complete, steps into those that have become too large, waits
 * for the rest of the others. Confined to one text.
 */
final class Spine {

    /** Names of large objects that are remembered at one time. */
    private static final int MAX_NAMES = 1 << 16;

    /** No value at all. */
    private static final Shape NONE = none();

    final Extents extents = new Extents();

    private final CompiledSchema schema;
    private final int hold;
    private final int limit;
    /** The innermost first; the last stands for the text. */
    private final Deque<Frame> frames = new ArrayDeque<>();

    private int names;
    private Verdict verdict = Verdict.OPEN;
    private List<SchemaViolation> violations = List.of();

    // of the part that is being judged
    private byte[] held = {};
    private int length;
    private long origin;
    private boolean last;
    private ByteEvaluator evaluator = new ByteEvaluator(held, 0, 0);
    private JsonScanner in = new JsonScanner(held, 0, 0);
    private String name = "";
    private Shape partShape = Shape.ANY;
    private LongText text = new LongText();
    private long textStart;

    Spine(CompiledSchema schema, Shape root, int hold, int limit) {
        this.schema = schema;
        this.hold = hold;
        this.limit = limit;
        frames.push(new Frame(Kind.TEXT, root, Kind.TEXT, ""));
    }

    private static Shape none() {
        Shape shape = new Shape();
        shape.types = 0;
        shape.acceptsTrue = false;
        shape.acceptsFalse = false;
        return shape;
    }

    Verdict verdict() {
        return verdict;
    }

    int limit() {
        return limit;
    }

    List<SchemaViolation> violations() {
        return violations;
    }

    void accept() {
        verdict = Verdict.ACCEPTED;
    }

    void refuse(List<SchemaViolation> found) {
        verdict = Verdict.REFUSED;
        violations = found;
    }

    private int tooLarge(int p) {
        verdict = Verdict.TOO_LARGE;
        return p;
    }

    private int malformed(int p, String expected) {
        in.fail(p, expected);
        return malformed(in, p);
    }

    private int malformed(JsonScanner scanner, int p) {
        refuse(List.of(schema.malformed(scanner.fault(origin), origin + scanner.faultOffset())));
        return p;
    }

    /**
     * Judges what is complete.
     *
     * @param last whether the text ends here
     * @return up to where the bytes are not needed any more
     */
    int advance(byte[] bytes, int count, long at, boolean last) {
        this.held = bytes;
        this.length = count;
        this.origin = at;
        this.last = last;
        this.evaluator = new ByteEvaluator(bytes, 0, count);
        this.in = new JsonScanner(bytes, 0, count);
        int p = 0;
        boolean moved = true;
        while (moved && verdict == Verdict.OPEN) {
            int next = step(p);
            moved = next > p;
            p = next;
        }
        if (verdict == Verdict.OPEN) {
            settle(p);
        }
        return p;
    }

    /** Nothing more can be judged now. */
    private void settle(int p) {
        Frame frame = frames.element();
        if (last && frame.kind == Kind.TEXT && frame.next == Next.COMMA_OR_END) {
            accept();
        } else if (last) {
            malformed(length, "the rest of the text");
        } else if (extents.isTooDeep()) {
            malformed(length, "nesting of at most " + JsonScanner.MAX_DEPTH + " levels");
        } else if (p == 0) {
            tooLarge(p);
        }
    }

    /** @return where it has come to: no farther than before when the next part is not complete */
    private int step(int start) {
        Frame frame = frames.element();
        if (frame.next == Next.STRING) {
            return string(frame, start);
        }
        int p = in.space(start);
        if (p == length) {
            return p;
        }
        if (frame.kind == Kind.TEXT) {
            return frame.next == Next.PART ? part(frame, p, p) : malformed(p, "the end of the text");
        }
        if (frame.next != Next.PART && held[p] == frame.closing()) {
            return close(frame, p);
        }
        if (frame.next == Next.COMMA_OR_END) {
            return comma(frame, p);
        }
        int next = frame.kind == Kind.ARRAY ? item(frame, p) : member(frame, p);
        return Math.max(next, p);
    }

    private int comma(Frame frame, int p) {
        if (held[p] == ',') {
            frame.next = Next.PART;
            return p + 1;
        }
        boolean array = frame.kind == Kind.ARRAY;
        return malformed(
                p, array ? "a comma or the closing bracket of an array" : "a comma or the closing brace of an object");
    }

    private int close(Frame frame, int p) {
        if (!frame.isComplete()) {
            refuse(explanation().lack(p));
            return p;
        }
        names -= frame.unknown.count();
        frames.pop();
        return p + 1;
    }

    private int item(Frame frame, int p) {
        if (frame.isFull()) {
            refuse(explanation().excess(p));
            return p;
        }
        partShape = frame.shape.array.item(frame.count);
        return part(frame, p, p);
    }

    private int member(Frame frame, int p) {
        if (held[p] != '"') {
            return malformed(p, "a member name in quotes");
        }
        if (extents.string() == p) {
            return length - p < hold ? p : tooLarge(p);
        }
        int close = in.string(p + 1);
        int colon = close < 0 ? length : in.space(close);
        if (close < 0) {
            return malformed(in, p);
        }
        if (colon < length && held[colon] != ':') {
            return malformed(colon, "a colon");
        }
        int value = colon < length ? in.space(colon + 1) : length;
        if (value == length) {
            return p;
        }
        String name = in.text(p + 1, close - 1);
        if (frame.isFull()) {
            refuse(explanation().excess(value));
            return p;
        }
        return member(frame, p, value, name);
    }

    private int member(Frame frame, int p, int value, String name) {
        int number = frame.shape.object.names.find(name);
        Shape found = ByteEvaluator.member(frame.shape.object, number, name);
        this.name = name;
        partShape = found == null ? NONE : found;
        int end = part(frame, p, value);
        if (end > p && verdict == Verdict.OPEN) {
            boolean first = number >= 0 ? !frame.known.get(number) : frame.unknown.add(name);
            if (number >= 0) {
                frame.known.set(number);
            } else {
                names++;
            }
            if (!first) {
                return malformed(p, "a member name that the object does not have yet");
            }
            return names > MAX_NAMES ? tooLarge(p) : end;
        }
        return end;
    }

    /**
     * Judges the part that begins at {@code p}, when it is complete or must be stepped into.
     *
     * @param start what must be kept when it is neither
     */
    private int part(Frame frame, int start, int p) {
        if (frame.kind == Kind.TEXT) {
            partShape = frame.shape;
        }
        byte first = held[p];
        boolean nested = first == '{' || first == '[';
        if (nested && extents.outermost() == p && !last) {
            return length - p < hold ? start : open(frame, p);
        }
        if (first == '"' && extents.string() == p && !last) {
            return length - p < hold ? start : openString(frame, p);
        }
        if (!nested && first != '"' && !last && isCut(p)) {
            return length - p <= JsonScanner.MAX_NUMBER ? start : refusePart(p);
        }
        int end = evaluator.part(partShape, p, frames.size() - 1);
        if (end < 0) {
            return refusePart(p);
        }
        done(frame);
        return end;
    }

    /** The name or index of the part. */
    private Object step(Frame frame) {
        return frame.kind == Kind.ARRAY ? (Object) frame.count : name;
    }

    private static void done(Frame frame) {
        frame.count++;
        frame.next = Next.COMMA_OR_END;
    }

    /** Whether a number or literal may go on beyond the bytes that are held. */
    private boolean isCut(int p) {
        int q = p;
        while (q < length && held[q] != ',' && held[q] != ']' && held[q] != '}' && held[q] > ' ') {
            q++;
        }
        return q == length;
    }

    private int open(Frame frame, int p) {
        boolean array = held[p] == '[';
        if (partShape.buffered != null) {
            return tooLarge(p);
        }
        if (frames.size() > JsonScanner.MAX_DEPTH) {
            return malformed(p, "nesting of at most " + JsonScanner.MAX_DEPTH + " levels");
        }
        TypeSet.Type type = array ? TypeSet.Type.ARRAY : TypeSet.Type.OBJECT;
        if (!new TypeSet(partShape.types).has(type)) {
            JsonValue empty = array ? new ArrayValue(p, p, List.of()) : new ObjectValue(p, p, Map.of());
            refuse(explanation().type(empty, step(frame)));
            return p;
        }
        frames.push(new Frame(array ? Kind.ARRAY : Kind.OBJECT, partShape, frame.kind, step(frame)));
        done(frame);
        extents.release();
        return p + 1;
    }

    private int openString(Frame frame, int p) {
        if (partShape.buffered != null || !hasLengthsOnly(partShape)) {
            return tooLarge(p);
        }
        if (!new TypeSet(partShape.types).has(TypeSet.Type.STRING)) {
            refuse(explanation().type(new StringValue(p, p, ""), step(frame)));
            return p;
        }
        text = new LongText();
        textStart = origin + p;
        frame.next = Next.STRING;
        return p + 1;
    }

    private static boolean hasLengthsOnly(Shape shape) {
        for (StringCheck check : shape.strings) {
            if (!(check instanceof StringLength)) {
                return false;
            }
        }
        return true;
    }

    private int string(Frame frame, int start) {
        int p = text.read(held, start, length);
        if (text.isFaulty()) {
            return malformed(p, "strict JSON in a string");
        }
        if (text.hasEnded()) {
            for (StringCheck check : partShape.strings) {
                if (check instanceof StringLength length && !length.accepts(text.codePoints())) {
                    FrameExplanation explanation = new FrameExplanation(frames, textStart, limit);
                    refuse(explanation.length(partShape, text.codePoints(), step(frame)));
                    return p;
                }
            }
            done(frame);
        }
        return p;
    }

    private int refusePart(int p) {
        JsonScanner scanner = new JsonScanner(held, 0, length);
        // where no value may be because of its name, the name's schemas are not in the shape
        Reach reach = partShape.types == 0 ? Reach.EVERYTHING : partShape.reach;
        JsonValue value = new JsonTree(scanner, frames.size() - 1).value(p, reach);
        if (value == null) {
            return malformed(scanner, p);
        }
        List<SchemaViolation> found = explanation().part(value, step(frames.element()));
        if (found.isEmpty()) {
            return malformed(p, "a JSON value");
        }
        refuse(found);
        return p;
    }

    private FrameExplanation explanation() {
        return new FrameExplanation(frames, origin, limit);
    }
}
