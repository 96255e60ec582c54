package dev.sluice.validation;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value whose parts stand in several pieces of a request: texts of its own, or members. Confined to one call. */
final class Branch {

    private static final TypeSet SCALARS =
            TypeSet.of(TypeSet.Type.BOOLEAN, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.STRING);
    private static final int INDEX_DIGITS = 9;

    private final List<String> texts = new ArrayList<>(1);
    private @Nullable Map<String, Branch> members;

    /** @param text decoded */
    void add(String text) {
        texts.add(text);
    }

    /** The member of this name; a new one when there is none. An array's items are members without a name. */
    Branch member(String name) {
        Map<String, Branch> known = members;
        if (known == null) {
            known = new LinkedHashMap<>();
            members = known;
        }
        return known.computeIfAbsent(name, added -> new Branch());
    }

    /** @return null when the parts do not go together */
    @Nullable
    JsonValue value(Outline schema) {
        Map<String, Branch> parts = members;
        if (parts == null) {
            return text(schema);
        }
        if (!texts.isEmpty()) {
            return null;
        }
        TypeSet types = schema.types();
        boolean unnamed = parts.size() == 1 && parts.containsKey("");
        boolean array = types.has(TypeSet.Type.ARRAY)
                && (unnamed
                        || (!types.has(TypeSet.Type.OBJECT)
                                && parts.keySet().stream().allMatch(Branch::isIndex)));
        return array ? items(parts, schema) : object(parts, schema);
    }

    private @Nullable JsonValue text(Outline schema) {
        TypeSet types = schema.types();
        boolean scalar = types.and(SCALARS).bits() != 0;
        boolean array = types.has(TypeSet.Type.ARRAY);
        JsonValue single = texts.size() == 1 ? ParameterText.inner(texts.get(0), schema) : null;
        if (single != null && (scalar || !array || (single instanceof ArrayValue && schema.accepts(single)))) {
            return single;
        }
        return array ? Items.array(texts, schema) : null;
    }

    /** {@code a[]=1&a[]=2} or {@code a[0]=1&a[1]=2}. */
    private static @Nullable JsonValue items(Map<String, Branch> parts, Outline schema) {
        Branch unnamed = parts.get("");
        if (unnamed != null) {
            return unnamed.members == null ? Items.array(unnamed.texts, schema) : null;
        }
        List<Map.Entry<String, Branch>> entries = new ArrayList<>(parts.entrySet());
        entries.sort(Comparator.comparingInt(entry -> Integer.parseInt(entry.getKey())));
        List<JsonValue> items = new ArrayList<>(entries.size());
        for (Map.Entry<String, Branch> entry : entries) {
            JsonValue item = entry.getValue().value(schema.item(items.size()));
            if (item == null) {
                return null;
            }
            items.add(item);
        }
        return new ArrayValue(-1, -1, Collections.unmodifiableList(items));
    }

    private static @Nullable JsonValue object(Map<String, Branch> parts, Outline schema) {
        Map<String, JsonValue> values = new LinkedHashMap<>();
        for (Map.Entry<String, Branch> part : parts.entrySet()) {
            JsonValue value = part.getKey().isEmpty() ? null : part.getValue().value(schema.member(part.getKey()));
            if (value == null) {
                return null;
            }
            values.put(part.getKey(), value);
        }
        return new ObjectValue(-1, -1, Collections.unmodifiableMap(values));
    }

    private static boolean isIndex(String name) {
        return name.isEmpty() || (name.length() <= INDEX_DIGITS && name.chars().allMatch(c -> c >= '0' && c <= '9'));
    }
}
