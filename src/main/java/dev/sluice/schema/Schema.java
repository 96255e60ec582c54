package dev.sluice.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled schema. Immutable; safe for any number of event loops. */
public interface Schema {

    /** Whether the bytes are one strict JSON text that keeps this schema. Builds no tree. */
    boolean accepts(byte[] json, int from, int to);

    /** Whether a value that was read or decoded elsewhere keeps this schema. */
    boolean accepts(JsonValue value);

    /**
     * Whether a text that may be percent-encoded keeps this schema as it stands, since it has nothing that is encoded. That
     * it does not is no verdict.
     */
    boolean acceptsVerbatim(String text);

    /** All violations of the text in the order of {@link SchemaViolation#position}, at most {@code limit}. */
    List<SchemaViolation> explain(byte[] json, int from, int to, int limit);

    /** All violations of the value, at most {@code limit}. */
    List<SchemaViolation> explain(JsonValue value, int limit);

    /**
     * Whether a text of any size can be judged while it arrives. Where not, {@link #stream} can judge a text only up to
     * twice what it holds; where so, it can still meet a part that is too large for its keywords.
     */
    boolean isStreamable();

    /**
     * A judge of one text that arrives in pieces.
     *
     * @param hold how many bytes of one array, object or string may be held, at least 4096: the judge takes about twice
     *     that of memory
     * @param limit how many violations are listed at most
     */
    StreamingJudge stream(int hold, int limit);

    /**
     * The text as a tree of what the schema declares, with its defaults filled in for members that are absent. Members
     * that no schema names are left out, unless {@code additionalProperties} or its like has a schema for them, or nothing
     * is said about members at all.
     *
     * @throws IllegalArgumentException when the text is not strict JSON: ask {@link #accepts} first
     */
    JsonValue read(byte[] json, int from, int to);

    /** The types that the schema can accept (also through allOf, anyOf, oneOf, $ref): how a parameter's text is coerced. */
    TypeSet types();

    /** What values the schema lets through: how text is turned into values of it. */
    Outline outline();

    /** What the schema asks of a value, keyword by keyword: for who makes values. */
    Demands demands();

    /** The schema's own default, or the one that a {@code $ref} or {@code allOf} brings in; null when there is none. */
    @Nullable
    JsonValue defaultValue();
}
