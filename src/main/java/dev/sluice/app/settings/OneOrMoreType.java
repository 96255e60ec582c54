package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plain value, or several in a row. */
record OneOrMoreType<T>(ListType<T> list) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Scalar scalar)) {
            return list.read(key, node, reading);
        }
        Optional<Reading.Text> text = reading.text(key, scalar);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return text.get().free()
                ? list.read(key, node, reading)
                : list.item().read(key, node, reading).map(List::of);
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("anyOf", List.of(list.item().schema(), list.schema()));
    }

    @Override
    public String print(List<T> value) {
        return value.size() == 1 ? list.item().print(value.get(0)) : list.print(value);
    }

    @Override
    public boolean accepts(List<T> value) {
        return list.accepts(value);
    }
}
