package dev.sluice.exchange;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Why a request is refused.
 *
 * @param detail what is wrong with this very request; empty when the type says it all. Never repeats input.
 * @param violations of the contract, the first one first
 * @param headers that the answer must carry ({@code Allow}, {@code Retry-After}, …)
 */
public record Problem(ProblemType type, String detail, List<Violation> violations, Map<String, String> headers) {

    public static Problem of(ProblemType type) {
        return new Problem(type, "", List.of(), Map.of());
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, List.of(), Map.of());
    }

    public static Problem invalid(List<Violation> violations) {
        return new Problem(ProblemType.INVALID_REQUEST, "", violations, Map.of());
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(type, detail, violations, more);
    }
}
