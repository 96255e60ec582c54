package dev.sluice.diff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.schema.RandomJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Changes a schema a little. */
final class Mutation {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Mutation() {}

    static String of(String schema, Random random, RandomJson json) {
        try {
            JsonNode root = MAPPER.readTree(schema);
            int changes = random.nextInt(4) == 0 ? 2 : 1;
            for (int i = 0; i < changes && random.nextInt(12) > 0; i++) {
                List<JsonNode> nodes = new ArrayList<>();
                collect(root, nodes);
                change(nodes.get(random.nextInt(nodes.size())), random, json);
            }
            return root.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> nodes) {
        if (node.isContainerNode() && !node.isEmpty()) {
            nodes.add(node);
        }
        node.forEach(child -> collect(child, nodes));
    }

    private static void change(JsonNode node, Random random, RandomJson json) throws JsonProcessingException {
        if (node instanceof ArrayNode array) {
            if (random.nextBoolean() && array.size() > 1) {
                array.remove(random.nextInt(array.size()));
            } else {
                array.insert(0, array.get(array.size() - 1).deepCopy());
            }
            return;
        }
        ObjectNode object = (ObjectNode) node;
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        JsonNode value = object.get(name);
        if (value.isNumber()) {
            object.put(name, value.intValue() + random.nextInt(3) - 1 < 0 ? 0 : value.intValue() + random.nextInt(2));
        } else if (random.nextInt(3) == 0 && !name.equals("$defs")) {
            object.remove(name);
        } else if (random.nextInt(3) == 0) {
            JsonNode other = MAPPER.readTree(json.document().replace("#/$defs/r", "#/components/schemas/S/$defs/r"));
            if (value.isObject() && other.isObject() && !name.equals("properties") && !name.equals("$defs")) {
                object.set(name, ((ObjectNode) other).without("$defs"));
            } else if (other.isObject()) {
                other.properties().forEach(field -> {
                    if (!field.getKey().equals("$defs") && !object.has(field.getKey())) {
                        object.set(field.getKey(), field.getValue());
                    }
                });
            }
        }
    }
}
