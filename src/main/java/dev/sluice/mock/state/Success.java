package dev.sluice.mock.state;

import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The response by which an operation says that all went well.
 *
 * @param json its JSON content, or null
 */
record Success(int status, ResponsePlan response, @Nullable MediaTypePlan json) {

    private static final String USUAL_JSON = "application/json";

    /** @return null where the operation declares none */
    static @Nullable Success of(OperationPlan operation, Role role) {
        for (int status : statuses(role)) {
            ResponsePlan response = operation.responses().find(status);
            if (response != null && response.lowest() == response.highest()) {
                return of(status, response);
            }
        }
        for (ResponsePlan response : operation.responses().responses()) {
            if (response.lowest() == response.highest() && response.lowest() / 100 == 2) {
                return of(response.lowest(), response);
            }
        }
        ResponsePlan range = operation.responses().find(200);
        return range == null ? null : of(usual(role, range), range);
    }

    /** @return null where the operation does not name the very status */
    static @Nullable Success exact(OperationPlan operation, int status) {
        ResponsePlan response = operation.responses().find(status);
        return response == null || response.lowest() != response.highest() ? null : of(status, response);
    }

    private static Success of(int status, ResponsePlan response) {
        MediaTypePlan json = response.mediaTypes().stream()
                .filter(content -> content.range().isJson() || isOpen(content))
                .findFirst()
                .orElse(null);
        return new Success(status, response, json);
    }

    private static boolean isOpen(MediaTypePlan content) {
        return content.range().type().equals("*")
                || (content.range().type().equals("application")
                        && content.range().subtype().startsWith("*"));
    }

    private static int usual(Role role, ResponsePlan response) {
        return switch (role) {
            case CREATE -> 201;
            case REMOVE -> response.mediaTypes().isEmpty() ? 204 : 200;
            default -> 200;
        };
    }

    private static List<Integer> statuses(Role role) {
        return switch (role) {
            case CREATE -> List.of(201, 200, 202, 204);
            case REMOVE -> List.of(204, 200, 202);
            default -> List.of(200, 202, 204);
        };
    }

    /** Whether it has content, and none of it is JSON. */
    boolean isForeign() {
        return json == null && !response.mediaTypes().isEmpty();
    }

    String contentType() {
        return json == null || isOpen(json) ? USUAL_JSON : json.range().toString();
    }
}
