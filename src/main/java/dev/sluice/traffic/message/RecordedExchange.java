package dev.sluice.traffic.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, or one of the two.
 *
 * @param time when the request came, or null
 * @param millis from the request to the end of the answer; NaN where nobody has measured it
 * @param contract that it went by, as its reader called it, or null
 * @param operation an id, a method and a path's template, or a method and a path ({@code PUT /v1/things/7}); by it an
 *     answer without its request is judged; or null
 * @param refused the name of the problem that Sluice has answered with in place of the backend, such as {@code
 *     invalid-request}: the answer says nothing about the backend; or null
 * @param redacted JSON pointers into the line that the exchange is written as ({@code /request/headers/authorization},
 *     {@code /request/query/token}, {@code /response/body/password}): what stands there did not go by
 */
public record RecordedExchange(
        @Nullable Instant time,
        double millis,
        @Nullable String contract,
        @Nullable String operation,
        @Nullable String refused,
        @Nullable RecordedRequest request,
        @Nullable RecordedResponse response,
        List<String> redacted) {

    public RecordedExchange(
            @Nullable Instant time,
            @Nullable RecordedRequest request,
            @Nullable RecordedResponse response,
            List<String> redacted) {
        this(time, Double.NaN, null, null, null, request, response, redacted);
    }

    public RecordedExchange(@Nullable RecordedRequest request, @Nullable RecordedResponse response) {
        this(null, request, response, List.of());
    }
}
