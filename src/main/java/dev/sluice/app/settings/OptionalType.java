package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that may be absent: {@code null} in a file says so. */
record OptionalType<T>(ValueType<T> type) implements ValueType<Optional<T>> {

    @Override
    public Optional<Optional<T>> read(String key, Node node, Reading reading) {
        if (node instanceof Node.Scalar scalar && scalar.value() == null) {
            return Optional.of(Optional.empty());
        }
        Optional<T> value = type.read(key, node, reading);
        return value.isPresent() ? Optional.of(value) : Optional.empty();
    }

    @Override
    public boolean structured() {
        return type.structured();
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(type.schema(), Map.of("type", "null")));
    }

    @Override
    public String print(Optional<T> value) {
        return value.map(type::print).orElse("");
    }

    @Override
    public boolean accepts(Optional<T> value) {
        return value.map(type::accepts).orElse(true);
    }
}
