package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.schema.JsonValue;

/**
 * An example that an author wrote down for a body or a header. Immutable.
 *
 * @param name its key in {@code examples}; empty where it has none
 * @param node as it stands in the document
 * @param serialized whether it is a text of the media type itself (OpenAPI 3.2, {@code serializedValue}), not a value
 *     that is still to be written as one
 * @param pointer where it stands
 */
public record Example(String name, Node node, boolean serialized, String pointer) {

    public JsonValue value() {
        return Literals.of(node);
    }

    public Place place() {
        return node.place();
    }
}
