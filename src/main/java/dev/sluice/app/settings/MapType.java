package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Values by name.
 *
 * @param names what a name looks like, whole
 * @param expected completes "expected …" for the object
 * @param expectedName completes "expected …" for a name
 */
record MapType<T>(ValueType<T> value, Pattern names, String expected, String expectedName)
        implements ValueType<Map<String, T>> {

    @Override
    public Optional<Map<String, T>> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected " + expected);
            return Optional.empty();
        }
        Map<String, T> values = new LinkedHashMap<>();
        mapping.members().forEach((name, member) -> {
            if (!names.matcher(name).matches()) {
                reading.fault(mapping.keyPlace(name), key, "expected " + expectedName + " as key");
            } else {
                value.read(key + "." + name, member, reading).ifPresent(read -> values.put(name, read));
            }
        });
        return values.size() == mapping.members().size()
                ? Optional.of(Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("propertyNames", Map.of("pattern", "^(?:" + names.pattern() + ")$"));
        schema.put("additionalProperties", value.schema());
        return schema;
    }

    @Override
    public String print(Map<String, T> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + value.print(entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public boolean accepts(Map<String, T> values) {
        return values.entrySet().stream()
                .allMatch(entry -> names.matcher(entry.getKey()).matches() && value.accepts(entry.getValue()));
    }
}
