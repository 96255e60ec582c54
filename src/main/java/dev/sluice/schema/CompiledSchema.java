package dev.sluice.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A schema with both of its evaluators. */
final class CompiledSchema implements Schema {

    /** The keyword of a violation by a text that is not strict JSON. */
    static final String JSON = "json";

    private final Subschema root;
    private final Shape shape;
    private final @Nullable String malformed;

    /** Asked for by every parameter of every request; worked out when first asked for, once all is compiled. */
    private volatile @Nullable TypeSet types;

    /** @param malformed the contract's code for a text that is not JSON */
    CompiledSchema(Subschema root, Shape shape, @Nullable String malformed) {
        this.root = root;
        this.shape = shape;
        this.malformed = malformed;
    }

    @Override
    public boolean accepts(byte[] json, int from, int to) {
        return new ByteEvaluator(json, from, to).accepts(shape);
    }

    @Override
    public boolean accepts(JsonValue value) {
        return root.judge(value, Evaluation.quiet());
    }

    @Override
    public List<SchemaViolation> explain(byte[] json, int from, int to, int limit) {
        JsonScanner scanner = new JsonScanner(json, from, to);
        JsonValue value = new JsonTree(scanner, 0).text();
        if (value != null) {
            return explain(value, limit);
        }
        return List.of(
                new SchemaViolation("", JSON, root.pointer(), scanner.fault(), malformed, scanner.faultOffset()));
    }

    @Override
    public List<SchemaViolation> explain(JsonValue value, int limit) {
        Evaluation evaluation = Evaluation.collecting(limit);
        root.judge(value, evaluation);
        return evaluation.violations();
    }

    @Override
    public JsonValue read(byte[] json, int from, int to) {
        JsonScanner scanner = new JsonScanner(json, from, to);
        JsonValue value = new JsonTree(scanner, 0).text();
        if (value == null) {
            throw new IllegalArgumentException(scanner.fault());
        }
        return root.fill(value);
    }

    @Override
    public TypeSet types() {
        TypeSet known = types;
        if (known == null) {
            known = root.types();
            types = known;
        }
        return known;
    }

    @Override
    public TypeSet itemTypes() {
        return root.itemTypes();
    }

    @Override
    public TypeSet memberTypes(String name) {
        return root.memberTypes(name);
    }
}
