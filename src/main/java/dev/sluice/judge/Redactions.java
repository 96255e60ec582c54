package dev.sluice.judge;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Violation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Places of a message where something else stands than went by: what is found there says nothing. Immutable.
 *
 * @param places JSON pointers into a recorded line
 * @param side {@code /request} or {@code /response}
 */
record Redactions(List<String> places, String side) {

    /** Keywords that a value breaks by what is anywhere within it. */
    private static final Set<String> BY_PARTS = Set.of(
            "oneOf",
            "anyOf",
            "not",
            "if",
            "enum",
            "const",
            "contains",
            "uniqueItems",
            "unevaluatedProperties",
            "unevaluatedItems",
            "discriminator");

    static Redactions ofRequest(List<String> places) {
        return new Redactions(places, "/request");
    }

    static Redactions ofAnswer(List<String> places) {
        return new Redactions(places, "/response");
    }

    /** Whether credentials may have been there that are gone. */
    boolean hideCredentials() {
        return places.stream()
                .anyMatch(place -> place.startsWith(side + "/headers")
                        || place.startsWith(side + "/query")
                        || place.startsWith(side + "/cookies"));
    }

    boolean hideBody() {
        return places.contains(side + "/body");
    }

    /** What is left of a problem; null where nothing is. */
    @Nullable
    Problem seen(@Nullable Problem problem) {
        if (problem == null || places.isEmpty() || !problem.type().equals(ProblemType.INVALID_REQUEST)) {
            return problem;
        }
        List<Violation> seen = seen(problem.violations());
        return seen.isEmpty() ? null : Problem.invalid(seen);
    }

    List<Violation> seen(List<Violation> violations) {
        return places.isEmpty()
                ? violations
                : violations.stream().filter(violation -> !hides(violation)).toList();
    }

    private boolean hides(Violation violation) {
        return places.stream().anyMatch(place -> hides(place, violation));
    }

    private boolean hides(String place, Violation violation) {
        if (violation.in() == In.BODY) {
            String found = side + "/body" + violation.pointer();
            return isWithin(found, place) || (isWithin(place, found) && BY_PARTS.contains(violation.keyword()));
        }
        return switch (violation.in()) {
            case HEADER -> isNamed(place, "/headers/", violation.name(), true);
            case COOKIE ->
                isNamed(place, "/cookies/", violation.name(), false) || isNamed(place, "/headers/", "cookie", true);
            case QUERY -> isNamed(place, "/query/", violation.name(), false);
            case PATH -> isNamed(place, "/path/", violation.name(), false);
            default -> false;
        };
    }

    private boolean isNamed(String place, String where, String name, boolean anyCase) {
        String wanted = side + where + name.replace("~", "~0").replace("/", "~1");
        // a member of a parameter in brackets spoils the whole
        return anyCase ? place.equalsIgnoreCase(wanted) : place.equals(wanted) || place.startsWith(wanted + "[");
    }

    private static boolean isWithin(String pointer, String around) {
        return pointer.equals(around) || pointer.startsWith(around + "/");
    }
}
