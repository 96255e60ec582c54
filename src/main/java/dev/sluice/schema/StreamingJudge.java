package dev.sluice.schema;

import java.util.Arrays;
import java.util.List;

/**
 * Judges one JSON text while it arrives, in bounded memory. What is complete within the bytes that are held is judged as
 * always; arrays and objects that are larger are judged part by part. Ends with the first violations that are met:
 * their bytes are gone afterwards. Confined to one thread at a time.
 */
public final class StreamingJudge {

    /** What is known about the text. */
    public enum Verdict {
        /** Nothing yet: feed on, or finish. */
        OPEN,
        /** It keeps the schema. */
        ACCEPTED,
        /** It breaks the schema, or is not strict JSON. */
        REFUSED,
        /**
         * Some part is larger than what is held, and has keywords that need all of it at once ({@code oneOf} and its like,
         * {@code uniqueItems}, {@code pattern}, …), or an object has too many names to remember.
         */
        TOO_LARGE
    }

    private static final int FIRST_CAPACITY = 4_096;

    private final CompiledSchema schema;
    private final Spine spine;
    private final int capacity;
    private byte[] held;
    private int length;
    /** How many bytes came before those that are held. */
    private long origin;

    StreamingJudge(CompiledSchema schema, Shape shape, int hold, int limit) {
        this.schema = schema;
        this.spine = new Spine(schema, shape, hold, limit);
        this.capacity = 2 * hold;
        this.held = new byte[Math.min(capacity, FIRST_CAPACITY)];
    }

    /**
     * Takes the next bytes of the text; they are copied where they must be kept.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public Verdict feed(byte[] bytes, int from, int to) {
        int p = from;
        while (p < to && spine.verdict() == Verdict.OPEN) {
            int count = Math.min(to - p, capacity - length);
            if (length + count > held.length) {
                held = Arrays.copyOf(held, Math.min(capacity, Math.max(2 * held.length, length + count)));
            }
            System.arraycopy(bytes, p, held, length, count);
            length += count;
            p += count;
            spine.extents.scan(held, length);
            if (length == capacity) {
                advance(false);
            }
        }
        return spine.verdict();
    }

    private void advance(boolean last) {
        int read = spine.advance(held, length, origin, last);
        if (!last && spine.verdict() == Verdict.OPEN) {
            spine.extents.drop(read);
            System.arraycopy(held, read, held, 0, length - read);
            origin += read;
            length -= read;
        }
    }

    /** Ends the text. */
    public Verdict finish() {
        if (spine.verdict() != Verdict.OPEN) {
            return spine.verdict();
        }
        if (origin > 0) {
            advance(true);
        } else if (schema.accepts(held, 0, length)) {
            spine.accept();
        } else {
            spine.refuse(schema.explain(held, 0, length, spine.limit()));
        }
        return spine.verdict();
    }

    /** Why a text was refused; else empty. */
    public List<SchemaViolation> violations() {
        return spine.violations();
    }
}
