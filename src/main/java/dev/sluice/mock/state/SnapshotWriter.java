package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what one contract's mock remembers: its collections, those above others first, and their items in the order
 * of their creation. Confined to one call.
 */
final class SnapshotWriter {

    private final Map<Integer, List<JsonValue>> items = new LinkedHashMap<>();

    /** @param wanted the outermost partitions that are written down */
    static ObjectValue write(ContractState state, Predicate<Partitions.Key> wanted) {
        SnapshotWriter writer = new SnapshotWriter();
        writer.add(state.memory().roots(), "", List.of(), wanted);
        List<JsonValue> collections = new ArrayList<>();
        for (Collection collection : state.recognition().collections()) {
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("name", text(collection.name()));
            members.put(
                    "ids",
                    new NumberValue(-1, -1, BigDecimal.valueOf(state.memory().number(collection))));
            members.put("items", array(writer.items.getOrDefault(collection.number(), List.of())));
            collections.add(JsonObjects.of(members));
        }
        Map<String, JsonValue> contract = new LinkedHashMap<>();
        contract.put("contract", text(state.contract().file()));
        contract.put("collections", array(collections));
        return JsonObjects.of(contract);
    }

    private void add(Partitions partitions, String project, List<String> above, Predicate<Partitions.Key> wanted) {
        Map<Partitions.Key, Partition> found = new LinkedHashMap<>();
        partitions.forEach((key, partition) -> {
            if (wanted.test(key)) {
                found.put(key, partition);
            }
        });
        // the order of a hash table is no order that two runs share
        Comparator<Partitions.Key> order = Comparator.comparingInt(Partitions.Key::collection)
                .thenComparing(Partitions.Key::project)
                .thenComparing(key -> String.join("/", key.scope()));
        found.keySet().stream().sorted(order).forEach(key -> {
            List<String> scope = new ArrayList<>(above);
            scope.addAll(key.scope());
            add(key, above.isEmpty() ? key.project() : project, scope, found.get(key));
        });
    }

    private void add(Partitions.Key key, String project, List<String> scope, @Nullable Partition partition) {
        Ordered all = partition == null ? Ordered.EMPTY : partition.items();
        for (int i = 0; i < all.size(); i++) {
            Item item = all.get(i);
            Map<String, JsonValue> members = new LinkedHashMap<>();
            members.put("project", text(project));
            members.put("scope", array(scope.stream().map(SnapshotWriter::text).toList()));
            members.put("id", text(item.key()));
            members.put("document", item.document());
            items.computeIfAbsent(key.collection(), added -> new ArrayList<>()).add(JsonObjects.of(members));
            if (item.below() != null) {
                List<String> below = new ArrayList<>(scope);
                below.add(item.key());
                add(item.below(), project, below, inner -> true);
            }
        }
    }

    private static JsonValue text(String text) {
        return new StringValue(-1, -1, text);
    }

    private static JsonValue array(List<JsonValue> items) {
        return new ArrayValue(-1, -1, items);
    }
}
