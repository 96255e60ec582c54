package dev.sluice.contract;

import dev.sluice.document.Place;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link of a response: with what the answer says, another operation can be called.
 *
 * @param operationId of the operation, or null
 * @param operationRef to the operation, or null; what is not of this document leads to nothing here
 * @param parameters by the name of a parameter of that operation, with or without its place in front ({@code path.id}):
 *     what it takes, if that is an expression
 * @param pointer in the contract
 * @see <a href="https://spec.openapis.org/oas/v3.1.1#link-object">OpenAPI 3.1.1, 4.8.20</a>
 */
public record LinkPlan(
        String name,
        @Nullable String operationId,
        @Nullable String operationRef,
        Map<String, String> parameters,
        String pointer,
        Place place) {

    private static final String HERE = "#/paths/";

    /** The operation that it leads to; null where the contract has no such operation. */
    public @Nullable OperationPlan target(List<OperationPlan> operations) {
        for (OperationPlan operation : operations) {
            if (operationId != null ? operation.id().equals(operationId) : isRefTo(operation)) {
                return operation;
            }
        }
        return null;
    }

    /** Whether it leads out of this document. */
    boolean isForeign() {
        return operationId == null && operationRef != null && !operationRef.startsWith("#");
    }

    private boolean isRefTo(OperationPlan operation) {
        int method = operationRef == null ? -1 : operationRef.lastIndexOf('/');
        if (operationRef == null || !operationRef.startsWith(HERE) || method <= HERE.length()) {
            return false;
        }
        String path = operationRef
                .substring(HERE.length(), method)
                .replace("%7B", "{")
                .replace("%7D", "}")
                .replace("~1", "/")
                .replace("~0", "~");
        return operation.method().equalsIgnoreCase(operationRef.substring(method + 1))
                && operation.path().endsWith(path);
    }

    /** The operation's parameter that a name means, or null. */
    public static @Nullable ParameterPlan parameter(OperationPlan operation, String name) {
        int dot = name.indexOf('.');
        for (List<ParameterPlan> parameters : List.of(operation.pathParameters(), operation.parameters())) {
            for (ParameterPlan parameter : parameters) {
                boolean qualified = dot > 0
                        && parameter.in().toString().equals(name.substring(0, dot))
                        && parameter.name().equals(name.substring(dot + 1));
                if (qualified || parameter.name().equals(name)) {
                    return parameter;
                }
            }
        }
        return null;
    }
}
