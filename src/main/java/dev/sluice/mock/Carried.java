package dev.sluice.mock;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Exchange;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values by their names in a request; {@code projectId}, {@code project_id} and {@code project-id} are one name. Confined
 * to one call.
 */
final class Carried {

    private final Map<String, JsonValue> exact = new HashMap<>();
    private final Map<String, JsonValue> alike = new HashMap<>();

    private Carried() {}

    static Carried of(ObjectValue object) {
        Carried carried = new Carried();
        carried.putAll(object);
        return carried;
    }

    /**
     * The members of the body, and the path parameters, which win over them.
     *
     * @param answer a body that wraps one object under a name that the answer does not have is taken for that object
     */
    static Carried of(Exchange exchange, ObjectValue answer) {
        Carried carried = new Carried();
        if (SentBody.of(exchange) instanceof ObjectValue body) {
            carried.putAll(body);
            if (body.members().size() == 1) {
                Map.Entry<String, JsonValue> only =
                        body.members().entrySet().iterator().next();
                if (only.getValue() instanceof ObjectValue inner && answer.get(only.getKey()) == null) {
                    carried.putAll(inner);
                }
            }
        }
        carried.path(exchange);
        return carried;
    }

    private void path(Exchange exchange) {
        OperationPlan operation = exchange.operation();
        List<ParameterPlan> parameters = operation.pathParameters();
        for (int i = 0; i < parameters.size(); i++) {
            String name = parameters.get(i).name();
            JsonValue value = exchange.parameters().get(In.PATH, name);
            if (value != null) {
                put(name, value);
                boolean names = i == parameters.size() - 1 && operation.path().endsWith('{' + name + '}');
                if (names && normalised(name).endsWith("id")) {
                    // /pets/{petId} is the pet whose id it is
                    put("id", value);
                }
            }
        }
    }

    @Nullable
    JsonValue value(String name) {
        JsonValue value = exact.get(name);
        return value == null ? alike.get(normalised(name)) : value;
    }

    private void putAll(ObjectValue object) {
        object.members().forEach(this::put);
    }

    private void put(String name, JsonValue value) {
        exact.put(name, value);
        alike.put(normalised(name), value);
    }

    private static String normalised(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }
}
