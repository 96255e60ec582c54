package dev.sluice.schema;

import dev.sluice.schema.JsonValue.StringValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema with both of its evaluators. */
final class CompiledSchema implements Schema {

    /** The keyword of a violation by a text that is not strict JSON. */
    static final String JSON = "json";

    private static final int LEAST_HOLD = 4_096;
    private static final int MOST_HOLD = 1 << 28;

    private final Subschema root;
    private final Shapes shapes;
    private final Reaches declared;
    private final @Nullable String malformed;

    /** How bytes are judged; worked out when first asked for. */
    private volatile @Nullable Shape shape;

    /** What is asked of strings; worked out when first asked for, once all is compiled. */
    private volatile @Nullable TextJudge texts;

    /**
     * @param declared what of a value its schemas declare
     * @param malformed the contract's code for a text that is not JSON
     */
    CompiledSchema(Subschema root, Shapes shapes, Reaches declared, @Nullable String malformed) {
        this.root = root;
        this.shapes = shapes;
        this.declared = declared;
        this.malformed = malformed;
    }

    @Override
    public boolean accepts(byte[] json, int from, int to) {
        return new ByteEvaluator(json, from, to).accepts(shape());
    }

    /** Whoever comes first works it out, which takes as long as the schemas are many. */
    Shape shape() {
        Shape known = shape;
        if (known == null) {
            known = shapes.of(root);
            shape = known;
        }
        return known;
    }

    @Override
    public boolean accepts(JsonValue value) {
        if (value instanceof StringValue string) {
            TextJudge known = texts();
            if (known.isKnown()) {
                return known.accepts(string.value());
            }
        }
        return root.judge(value, Evaluation.quiet());
    }

    @Override
    public boolean acceptsVerbatim(String text) {
        return texts().acceptsVerbatim(text);
    }

    private TextJudge texts() {
        TextJudge known = texts;
        if (known == null) {
            known = TextJudge.of(root);
            texts = known;
        }
        return known;
    }

    @Override
    public List<SchemaViolation> explain(byte[] json, int from, int to, int limit) {
        JsonScanner scanner = new JsonScanner(json, from, to);
        JsonValue value = new JsonTree(scanner, 0).text(shapes.reaches.of(root));
        if (value != null) {
            return explain(value, limit);
        }
        return List.of(malformed(scanner.fault(), scanner.faultOffset()));
    }

    @Override
    public List<SchemaViolation> explain(JsonValue value, int limit) {
        Evaluation evaluation = Evaluation.collecting(limit);
        root.judge(value, evaluation);
        return evaluation.violations();
    }

    @Override
    public boolean isStreamable() {
        return shape().buffered == null;
    }

    @Override
    public StreamingJudge stream(int hold, int limit) {
        if (hold < LEAST_HOLD || hold > MOST_HOLD) {
            throw new IllegalArgumentException(
                    "hold: " + hold + " (expected: " + LEAST_HOLD + " to " + MOST_HOLD + ")");
        }
        return judge(hold, limit);
    }

    StreamingJudge judge(int hold, int limit) {
        return new StreamingJudge(this, shape(), hold, limit);
    }

    /** The violation by a text that is not strict JSON. */
    SchemaViolation malformed(String message, long position) {
        return new SchemaViolation(
                "", JSON, root.pointer(), message, malformed, (int) Math.min(position, Integer.MAX_VALUE));
    }

    @Override
    public JsonValue read(byte[] json, int from, int to) {
        JsonScanner scanner = new JsonScanner(json, from, to);
        JsonValue value = new JsonTree(scanner, 0).text(declared.of(root));
        if (value == null) {
            throw new IllegalArgumentException(scanner.fault());
        }
        return root.fill(value);
    }

    @Override
    public TypeSet types() {
        return root.types();
    }

    @Override
    public Outline outline() {
        return root;
    }

    @Override
    public Demands demands() {
        return root;
    }

    @Override
    public @Nullable JsonValue defaultValue() {
        return root.defaultValue();
    }
}
