package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.Style;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.schema.Outline;
import dev.sluice.schema.ParameterText;
import dev.sluice.schema.TypeSet;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Operations of one method whose paths have one shape, such as {@code /users/{id}} and {@code /users/{name}}: a request
 * belongs to the first of them whose path parameters fit by their schemas, or else to the first. Filled in while a
 * contract is compiled, never changed afterwards.
 */
final class Rivals {

    private final IdentityHashMap<OperationPlan, List<OperationPlan>> all = new IdentityHashMap<>();

    /** @param first has the route */
    void add(OperationPlan first, OperationPlan later) {
        List<OperationPlan> known = all.computeIfAbsent(first, added -> new ArrayList<>(List.of(added)));
        if (known.stream().noneMatch(rival -> rival.index() == later.index())) {
            known.add(later);
        }
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Match choose(Match.Found found) {
        List<OperationPlan> candidates = all.get(found.operation());
        if (candidates == null) {
            return found;
        }
        for (OperationPlan candidate : candidates) {
            if (fits(candidate.pathParameters(), found.segments())) {
                return new Match.Found(candidate, found.segments());
            }
        }
        return found;
    }

    private static boolean fits(List<ParameterPlan> parameters, List<String> segments) {
        for (int i = 0; i < parameters.size(); i++) {
            if (!fits(parameters.get(i), segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a text can be meant for a parameter; lists and objects can be anything. */
    private static boolean fits(ParameterPlan parameter, String raw) {
        Outline outline = parameter.schema().outline();
        TypeSet types = outline.types();
        if (parameter.content() != null
                || parameter.style() != Style.SIMPLE
                || (!types.equals(TypeSet.ANY) && (types.has(TypeSet.Type.ARRAY) || types.has(TypeSet.Type.OBJECT)))) {
            return true;
        }
        try {
            String text =
                    raw.indexOf('%') < 0 ? raw : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            return parameter.schema().accepts(ParameterText.value(text, outline));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
