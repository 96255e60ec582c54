package dev.sluice.app.settings;

import dev.sluice.document.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the settings of a parsed file. */
final class SettingsTree {

    private static final Map<String, Setting<?>> SETTINGS =
            Settings.ALL.stream().collect(Collectors.toUnmodifiableMap(Setting::key, Function.identity()));
    private static final Set<String> SECTIONS = Settings.SECTIONS.stream()
            .map(Section::name)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    private final Values values;
    private final Reading reading;

    SettingsTree(Values values, Reading reading) {
        this.values = values;
        this.reading = reading;
    }

    void read(Node root) {
        object("", root);
    }

    /** An object without any member is {@code null} in YAML when all of its lines are commented out. */
    private void object(String key, Node node) {
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, member) -> member(key, name, mapping, member));
        } else if (!(node instanceof Node.Scalar scalar) || scalar.value() != null) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected an object");
        }
    }

    private void member(String parent, String name, Node.Mapping mapping, Node node) {
        String key = parent.isEmpty() ? name : parent + "." + name;
        Setting<?> setting = SETTINGS.get(key);
        if (setting != null) {
            value(setting, node);
        } else if (SECTIONS.contains(key)) {
            object(key, node);
        } else {
            reading.fault(mapping.keyPlace(name), key, "unknown key" + suggestion(parent, name, key));
        }
    }

    private <T> void value(Setting<T> setting, Node node) {
        setting.type()
                .read(setting.key(), node, reading)
                .ifPresent(value -> values.put(setting, value, node.place().toString()));
    }

    /** The nearest sibling, else the same name elsewhere, else the nearest section. */
    private static String suggestion(String parent, String name, String key) {
        return NearestName.of(key, SETTINGS.keySet())
                .or(() -> SETTINGS.values().stream()
                        .filter(setting -> setting.name().equalsIgnoreCase(name))
                        .map(Setting::key)
                        .sorted()
                        .findFirst())
                .or(() -> parent.isEmpty() ? NearestName.of(name, SECTIONS) : Optional.empty())
                .map(nearest -> ", did you mean " + nearest + "?")
                .orElse("");
    }
}
