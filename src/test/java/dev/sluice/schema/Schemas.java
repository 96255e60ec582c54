package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.References;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compiles schemas that tests write as JSON; references are JSON pointers into the same text. */
public final class Schemas {

    static final Place PLACE = new Place("test.json", 1, 1);

    private final Node document;
    private final List<Fault> faults = new ArrayList<>();
    private final SchemaCompiler compiler;

    public Schemas(Dialect dialect, String document) {
        this.document = node(parse(document));
        this.compiler = new SchemaCompiler(dialect, (reference, from) -> find(reference), faults::add);
    }

    public static Schema compile(Dialect dialect, String schema) {
        Schemas schemas = new Schemas(dialect, schema);
        Schema compiled = schemas.at("");
        if (!schemas.faults.isEmpty()) {
            throw new IllegalArgumentException(schemas.faults.toString());
        }
        return compiled;
    }

    public static Schema compile(String schema) {
        return compile(Dialect.OPENAPI_3_1, schema);
    }

    public Schema at(String pointer) {
        return at(pointer, Direction.NEITHER);
    }

    public Schema at(String pointer, Direction direction) {
        References.Target target = find("#" + pointer);
        if (target == null) {
            throw new IllegalArgumentException(pointer);
        }
        return compiler.compile(target.node(), target.pointer(), direction);
    }

    long effort() {
        return compiler.effort();
    }

    int merged() {
        return compiler.merged();
    }

    public List<Fault> faults() {
        return faults;
    }

    private References.@Nullable Target find(String reference) {
        Node node = document;
        String pointer = reference.substring(1);
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            Node next = node instanceof Node.Mapping mapping
                    ? mapping.get(name)
                    : node instanceof Node.Sequence sequence ? sequence.items().get(Integer.parseInt(name)) : null;
            if (next == null) {
                return null;
            }
            node = next;
        }
        return new References.Target(node, pointer);
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static JsonValue parse(String json) {
        byte[] bytes = bytes(json);
        JsonScanner scanner = new JsonScanner(bytes, 0, bytes.length);
        JsonValue value = new JsonTree(scanner, 0).text(Reach.EVERYTHING);
        if (value == null) {
            throw new IllegalArgumentException(scanner.fault() + ": " + json);
        }
        return value;
    }

    static Node node(JsonValue value) {
        if (value instanceof JsonValue.ObjectValue object) {
            Map<String, Node> members = new LinkedHashMap<>();
            object.members().forEach((name, member) -> members.put(name, node(member)));
            return new Node.Mapping(PLACE, members, Map.of());
        }
        if (value instanceof JsonValue.ArrayValue array) {
            return new Node.Sequence(
                    PLACE, array.items().stream().map(Schemas::node).toList());
        }
        if (value instanceof JsonValue.StringValue string) {
            return new Node.Scalar(PLACE, string.value(), string.value());
        }
        if (value instanceof JsonValue.NumberValue number) {
            return new Node.Scalar(PLACE, number.value(), number.value().toString());
        }
        return value instanceof JsonValue.BooleanValue bool
                ? new Node.Scalar(PLACE, bool.value(), Boolean.toString(bool.value()))
                : new Node.Scalar(PLACE, null, "null");
    }
}
