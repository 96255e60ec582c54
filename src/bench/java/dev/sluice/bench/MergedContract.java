package dev.sluice.bench;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Puts one contract into another, to see what an operation costs among many others. */
public final class MergedContract {

    private MergedContract() {}

    /**
     * Arguments: the contract that takes in, the one that is taken in, the file to write. Of what both have, such as the
     * version of OpenAPI, the first one's stays.
     */
    public static void main(String[] arguments) throws DocumentException, IOException {
        JsonObject host = object(Path.of(arguments[0]));
        JsonObject guest = object(Path.of(arguments[1]));
        Files.writeString(Path.of(arguments[2]), guest.mergeIn(host, true).encode());
    }

    private static JsonObject object(Path file) throws DocumentException {
        if (DocumentReader.read(file) instanceof Node.Mapping mapping) {
            return object(mapping);
        }
        throw new IllegalArgumentException(file + " is no contract (expected: an object)");
    }

    private static JsonObject object(Node.Mapping mapping) {
        JsonObject object = new JsonObject();
        mapping.members().forEach((name, member) -> object.put(name, json(member)));
        return object;
    }

    private static @Nullable Object json(Node node) {
        if (node instanceof Node.Mapping mapping) {
            return object(mapping);
        }
        if (node instanceof Node.Sequence sequence) {
            JsonArray array = new JsonArray();
            sequence.items().forEach(item -> array.add(json(item)));
            return array;
        }
        return ((Node.Scalar) node).value();
    }
}
