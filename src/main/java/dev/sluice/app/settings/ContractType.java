package dev.sluice.app.settings;

import dev.sluice.app.settings.ContractSettings.Backend;
import dev.sluice.document.Node;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A contract to serve: {@code {file: openapi/vpcep.yaml, backend: store}}. */
final class ContractType implements ValueType<ContractSettings> {

    private static final ScalarType<Path> FILE = Scalars.path();
    private static final ScalarType<Backend> BACKEND = Scalars.oneOf(Backend.class);
    private static final List<String> MEMBERS = List.of("file", "backend");

    @Override
    public Optional<ContractSettings> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected an object with file and backend");
            return Optional.empty();
        }
        for (String name : mapping.members().keySet()) {
            if (!MEMBERS.contains(name)) {
                reading.fault(mapping.keyPlace(name), key + "." + name, "unknown key, expected file and backend");
            }
        }
        Optional<Path> file = member(key, "file", mapping, FILE, reading);
        Optional<Backend> backend = mapping.get("backend") == null
                ? Optional.of(Backend.STORE)
                : member(key, "backend", mapping, BACKEND, reading);
        return file.flatMap(path -> backend.map(kind -> new ContractSettings(path, kind)));
    }

    private static <T> Optional<T> member(
            String key, String name, Node.Mapping mapping, ScalarType<T> type, Reading reading) {
        Node node = mapping.get(name);
        if (node == null) {
            reading.fault(mapping.place(), key + "." + name, "missing, expected " + type.expected());
            return Optional.empty();
        }
        return type.read(key + "." + name, node, reading);
    }

    @Override
    public boolean structured() {
        return true;
    }

    @Override
    public Map<String, Object> schema() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("file", FILE.schema());
        properties.put("backend", BACKEND.schema());
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.of("file"));
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public String print(ContractSettings value) {
        return "{file: " + FILE.print(value.file()) + ", backend: " + BACKEND.print(value.backend()) + "}";
    }

    @Override
    public boolean accepts(ContractSettings value) {
        return true;
    }
}
