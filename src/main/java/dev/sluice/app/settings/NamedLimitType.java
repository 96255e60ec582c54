package dev.sluice.app.settings;

import dev.sluice.contract.RateKey;
import dev.sluice.contract.RateWindow;
import dev.sluice.document.Node;
import dev.sluice.ratelimit.NamedLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A limit by any keys: {@code {name: per-address, by: [address], quota: [50/s, 1000/h]}}. */
final class NamedLimitType implements ValueType<NamedLimit> {

    private static final ScalarType<String> NAME =
            Scalars.text("[a-z][a-z0-9-]{0,63}", "a name of 1 to 64 characters a-z 0-9 - that begins with a letter");
    private static final ListType<RateKey> BY = new ListType<>(
            Scalars.oneOf(RateKey.class),
            "an array of project, caller, address and operation",
            new Rule<>(
                    keys -> !keys.isEmpty() && keys.stream().distinct().count() == keys.size(),
                    "at least one key, none of them twice"));
    private static final ListType<RateWindow> QUOTA = new ListType<>(
            Scalars.rateWindow(),
            RateLimitSettings.WINDOWS.expected(),
            new Rule<>(
                    windows -> !windows.isEmpty() && RateLimitSettings.distinct(windows),
                    "1 to 8 quotas, no two for windows of one length"));
    private static final Map<String, ValueType<?>> MEMBERS = members();

    private static Map<String, ValueType<?>> members() {
        Map<String, ValueType<?>> members = new LinkedHashMap<>();
        members.put("name", NAME);
        members.put("by", BY);
        members.put("quota", QUOTA);
        return members;
    }

    @Override
    public Optional<NamedLimit> read(String key, Node node, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.fault(node.place(), key, "found " + node.kind() + ", expected an object with name, by and quota");
            return Optional.empty();
        }
        for (String name : mapping.members().keySet()) {
            if (!MEMBERS.containsKey(name)) {
                reading.fault(mapping.keyPlace(name), key + "." + name, "unknown key, expected name, by and quota");
            }
        }
        Optional<String> name = member(key, "name", mapping, NAME, NAME.expected(), reading);
        Optional<List<RateKey>> by = member(key, "by", mapping, BY, BY.expected(), reading);
        Optional<List<RateWindow>> quota = quota(key, mapping, reading);
        return name.isPresent() && by.isPresent() && quota.isPresent()
                ? Optional.of(new NamedLimit(name.get(), by.get(), quota.get()))
                : Optional.empty();
    }

    /** A single one needs no brackets. */
    private static Optional<List<RateWindow>> quota(String key, Node.Mapping mapping, Reading reading) {
        return mapping.get("quota") instanceof Node.Scalar scalar
                ? Scalars.rateWindow().read(key + ".quota", scalar, reading).map(List::of)
                : member(key, "quota", mapping, QUOTA, QUOTA.expected(), reading);
    }

    private static <T> Optional<T> member(
            String key, String name, Node.Mapping mapping, ValueType<T> type, String expected, Reading reading) {
        Node node = mapping.get(name);
        if (node == null) {
            reading.fault(mapping.place(), key + "." + name, "missing, expected " + expected);
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
        MEMBERS.forEach((name, type) -> properties.put(name, type.schema()));
        properties.put(
                "quota",
                Map.of("anyOf", List.of(QUOTA.schema(), Scalars.rateWindow().schema())));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("required", List.copyOf(MEMBERS.keySet()));
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public String print(NamedLimit limit) {
        return "{name: " + NAME.print(limit.name()) + ", by: " + BY.print(limit.by()) + ", quota: "
                + QUOTA.print(limit.windows()) + "}";
    }

    @Override
    public boolean accepts(NamedLimit limit) {
        return NAME.accepts(limit.name()) && BY.accepts(limit.by()) && QUOTA.accepts(limit.windows());
    }
}
