package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * An object with members of its own.
 *
 * @param expected completes "expected …"
 * @param required keys of members that must be given
 * @param make from what was given, and the defaults; throws an {@link IllegalArgumentException} with a fault per line
 */
record ObjectType<O>(String expected, List<Member<O, ?>> members, List<String> required, Function<Values, O> make)
        implements ValueType<O> {

    @Override
    public Optional<O> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected " + expected);
            return Optional.empty();
        }
        Pass pass = new Pass(key, reading);
        pass.object("", mapping);
        for (String name : required) {
            if (mapping.get(name) == null) {
                pass.fault(
                        node,
                        name,
                        "missing, expected "
                                + member(name).map(ObjectType::expected).orElse("a value"));
            }
        }
        return pass.wrong ? Optional.empty() : made(key, node, pass.values, reading);
    }

    private Optional<O> made(String key, Node node, Values values, Reading reading) {
        try {
            return Optional.of(make.apply(values));
        } catch (IllegalArgumentException e) {
            String.valueOf(e.getMessage()).lines().forEach(fault -> reading.fault(node.place(), key, fault));
            return Optional.empty();
        }
    }

    private static String expected(Member<?, ?> member) {
        return member.setting().type() instanceof ScalarType<?> scalar
                ? scalar.expected()
                : member.setting().type() instanceof ListType<?> list ? list.expected() : "an object";
    }

    private Optional<Member<O, ?>> member(String key) {
        return members.stream().filter(member -> member.key().equals(key)).findFirst();
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> schema = schema("");
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    @SuppressWarnings("unchecked") // inner objects are made here
    private Map<String, Object> schema(String prefix) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Member<O, ?> member : members) {
            if (member.key().startsWith(prefix)) {
                String rest = member.key().substring(prefix.length());
                int dot = rest.indexOf('.');
                if (dot < 0) {
                    Map<String, Object> own = new LinkedHashMap<>();
                    own.put("description", member.setting().description());
                    own.putAll(member.setting().type().schema());
                    properties.put(rest, own);
                } else {
                    properties.computeIfAbsent(rest.substring(0, dot), name -> schema(prefix + name + "."));
                }
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    /** On one line; inner objects in braces. */
    @Override
    public String print(O value) {
        Map<String, List<String>> inner = new LinkedHashMap<>();
        for (Member<O, ?> member : members) {
            String text = member.print(value, required.contains(member.key()));
            if (!text.isEmpty()) {
                int dot = member.key().indexOf('.');
                String group = dot < 0 ? "" : member.key().substring(0, dot);
                inner.computeIfAbsent(group.isEmpty() ? member.key() : group, name -> new ArrayList<>())
                        .add(group.isEmpty() ? text : text.substring(dot + 1));
            }
        }
        return inner.entrySet().stream()
                .map(entry -> member(entry.getKey()).isPresent()
                        ? entry.getValue().get(0)
                        : entry.getKey() + ": {" + String.join(", ", entry.getValue()) + "}")
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public boolean accepts(O value) {
        return members.stream().allMatch(member -> member.isAccepted(value));
    }

    /** Reads one object. */
    private final class Pass {

        private final String key;
        private final Reading reading;
        private final Values values = new Values(new ArrayList<>());
        private boolean wrong;

        Pass(String key, Reading reading) {
            this.key = key;
            this.reading = reading;
        }

        void object(String prefix, Node.Mapping mapping) {
            mapping.members().forEach((name, node) -> {
                String path = prefix + name;
                Optional<Member<O, ?>> member = member(path);
                if (member.isPresent()) {
                    value(member.get().setting(), path, node);
                } else if (members.stream().noneMatch(other -> other.key().startsWith(path + "."))) {
                    reading.fault(mapping.keyPlace(name), key + "." + path, "unknown key" + hint(path));
                    wrong = true;
                } else if (node instanceof Node.Mapping inner) {
                    object(path + ".", inner);
                } else {
                    fault(node, path, "found " + node.kind() + ", expected an object");
                }
            });
        }

        private String hint(String path) {
            String around = path.substring(0, path.lastIndexOf('.') + 1);
            return NearestName.of(path, members.stream().map(Member::key).collect(Collectors.toSet()))
                    .map(nearest -> ", did you mean " + nearest + "?")
                    .orElseGet(() -> ", expected "
                            + members.stream()
                                    .filter(member -> member.key().startsWith(around))
                                    .map(member -> member.key()
                                            .substring(around.length())
                                            .split("\\.", 2)[0])
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
        }

        private <T> void value(Setting<T> setting, String path, Node node) {
            Optional<T> value = setting.type().read(key + "." + path, node, reading);
            value.ifPresent(read -> values.put(setting, read, node.place().toString()));
            wrong |= value.isEmpty();
        }

        void fault(Node node, String path, String message) {
            reading.fault(node.place(), key + "." + path, message);
            wrong = true;
        }
    }
}
