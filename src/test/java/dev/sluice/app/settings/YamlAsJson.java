package dev.sluice.app.settings;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import java.util.stream.Collectors;

/** The JSON text of a YAML text, for a validator that reads nothing else. */
final class YamlAsJson {

    private YamlAsJson() {}

    static String of(String yaml) {
        try {
            return json(DocumentReader.read("text", yaml));
        } catch (DocumentException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return mapping.members().entrySet().stream()
                    .map(entry -> quoted(entry.getKey()) + ":" + json(entry.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (node instanceof Node.Sequence sequence) {
            return sequence.items().stream().map(YamlAsJson::json).collect(Collectors.joining(",", "[", "]"));
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return scalar.value() instanceof String text ? quoted(text) : String.valueOf(scalar.value());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
