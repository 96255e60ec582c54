package dev.sluice.document;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML or JSON document and the place where it stands. Immutable. */
public sealed interface Node {

    Place place();

    /** What the value is, in the words of a fault message: {@code object}, {@code array}, {@code string}, … */
    String kind();

    /**
     * @param members in the order of the text
     * @param keyPlaces where each key stands; same keys as {@code members}
     */
    record Mapping(Place place, Map<String, Node> members, Map<String, Place> keyPlaces) implements Node {

        public @Nullable Node get(String key) {
            return members.get(key);
        }

        public Place keyPlace(String key) {
            return keyPlaces.getOrDefault(key, place);
        }

        @Override
        public String kind() {
            return "object";
        }
    }

    record Sequence(Place place, List<Node> items) implements Node {

        @Override
        public String kind() {
            return "array";
        }
    }

    /**
     * @param value a {@code String}, {@code Boolean}, {@code java.math.BigDecimal} or null, resolved by the YAML 1.2
     *     core schema (JSON: as JSON says)
     * @param text the value as written, without quotes
     */
    record Scalar(Place place, @Nullable Object value, String text) implements Node {

        @Override
        public String kind() {
            if (value == null) {
                return "null";
            }
            return value instanceof String ? "string" : value instanceof Boolean ? "boolean" : "number";
        }
    }
}
