package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values of one type in a row. A variable may give plain values separated by commas. */
record ListType<T>(ValueType<T> item, String expected, Rule<List<T>> rule) implements ValueType<List<T>> {

    @Override
    public Optional<List<T>> read(String key, Node node, Reading reading) {
        if (node instanceof Node.Sequence sequence) {
            return items(key, node, sequence.items(), reading);
        }
        if (node instanceof Node.Scalar scalar && !item.structured()) {
            Optional<Reading.Text> text = reading.text(key, scalar);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            if (text.get().free()) {
                return items(key, node, split(scalar, text.get().value()), reading.ofText());
            }
        }
        reading.fault(node.place(), key, "found " + node.kind() + ", expected " + expected);
        return Optional.empty();
    }

    private static List<Node> split(Node.Scalar scalar, String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .<Node>map(part -> new Node.Scalar(scalar.place(), part, part))
                .toList();
    }

    private Optional<List<T>> items(String key, Node node, List<Node> nodes, Reading reading) {
        List<T> values = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            item.read(key + "[" + i + "]", nodes.get(i), reading).ifPresent(values::add);
        }
        if (values.size() < nodes.size()) {
            return Optional.empty();
        }
        if (!rule.holds().test(values)) {
            reading.fault(node.place(), key, "expected " + rule.expected());
            return Optional.empty();
        }
        return Optional.of(List.copyOf(values));
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> array = new LinkedHashMap<>();
        array.put("type", "array");
        array.put("items", item.schema());
        return item.structured() ? array : Map.of("anyOf", List.of(array, Map.of("$ref", "#/$defs/substituted")));
    }

    @Override
    public String print(List<T> value) {
        return value.stream().map(item::print).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean accepts(List<T> value) {
        return value.stream().allMatch(item::accepts) && rule.holds().test(value);
    }
}
