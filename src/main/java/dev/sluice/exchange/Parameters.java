package dev.sluice.exchange;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.schema.JsonValue;
import org.jspecify.annotations.Nullable;

/** The decoded and valid parameters of one request. Confined to its event loop. */
public final class Parameters {

    private final OperationPlan operation;
    private final @Nullable JsonValue[] values;
    private boolean complete;

    public Parameters(OperationPlan operation) {
        this.operation = operation;
        this.values = new @Nullable
                JsonValue
                [operation.pathParameters().size() + operation.parameters().size()];
    }

    /** @param index of the parameter: the path's first, then the others, in the plan's order */
    public void set(int index, JsonValue value) {
        values[index] = value;
    }

    /** @param index as in {@link #set} */
    public boolean isSet(int index) {
        return values[index] != null;
    }

    /** All that the request has for them has been read, and is valid. */
    public void complete() {
        complete = true;
    }

    /** Whether what is not set is not in the request. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The value that the client has sent.
     *
     * @param index as in {@link #set}
     * @return null when there is none
     */
    public @Nullable JsonValue sent(int index) {
        return values[index];
    }

    /** @return the value or the contract's default; null when there is neither, or no such parameter */
    public @Nullable JsonValue get(ParameterPlan.In in, String name) {
        return get(in, name, true);
    }

    /** @return the value that the client has sent; null when there is none */
    public @Nullable JsonValue sent(ParameterPlan.In in, String name) {
        return get(in, name, false);
    }

    private @Nullable JsonValue get(ParameterPlan.In in, String name, boolean byDefault) {
        int paths = operation.pathParameters().size();
        for (int i = 0; i < values.length; i++) {
            ParameterPlan plan = i < paths
                    ? operation.pathParameters().get(i)
                    : operation.parameters().get(i - paths);
            if (plan.in() == in && plan.name().equals(name)) {
                JsonValue value = values[i];
                return value != null || !byDefault ? value : plan.defaultValue();
            }
        }
        return null;
    }

    /** @return the text of a string parameter, or null when it is absent or no string */
    public @Nullable String text(ParameterPlan.In in, String name) {
        return get(in, name) instanceof JsonValue.StringValue text ? text.value() : null;
    }
}
