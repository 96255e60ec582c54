package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which parameters of an operation the names of a request mean: in the query and in cookies, where an object's members may
 * stand under names of their own. Immutable.
 */
public final class ParameterNames {

    private final PlaceNames query;
    private final PlaceNames cookie;
    private final NameTable known;
    private final String pointer;
    private final String expected;
    private final int whole;

    private ParameterNames(
            PlaceNames query, PlaceNames cookie, NameTable known, String pointer, String expected, int whole) {
        this.whole = whole;
        this.query = query;
        this.cookie = cookie;
        this.known = known;
        this.pointer = pointer;
        this.expected = expected;
    }

    /**
     * @param parameters the query, header and cookie parameters
     * @param known names of the query that are no parameters, such as API keys
     * @param pointer of the operation
     */
    static ParameterNames of(List<ParameterPlan> parameters, Set<String> known, String pointer) {
        List<String> names = parameters.stream()
                .filter(plan -> plan.in() == In.QUERY && plan.whole() == null)
                .map(ParameterPlan::name)
                .toList();
        return new ParameterNames(
                PlaceNames.of(parameters, In.QUERY),
                PlaceNames.of(parameters, In.COOKIE),
                new NameTable(new ArrayList<>(known)),
                pointer + "/parameters",
                names.isEmpty() ? "no query parameter" : "only the query parameters " + String.join(", ", names),
                whole(parameters));
    }

    private static int whole(List<ParameterPlan> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).whole() != null) {
                return i;
            }
        }
        return PlaceNames.NONE;
    }

    /** The index of the parameter that is the query string as a whole, or {@link PlaceNames#NONE}. */
    public int whole() {
        return whole;
    }

    public PlaceNames query() {
        return query;
    }

    public PlaceNames cookie() {
        return cookie;
    }

    /** Whether a name of the query means something else than a parameter. */
    public boolean isKnown(String text, int from, int to) {
        return known.find(text, from, to) != NameTable.NONE;
    }

    /** Of the operation's parameters in the contract. */
    public String pointer() {
        return pointer;
    }

    /** Which query parameters there are, in words. */
    public String expected() {
        return expected;
    }
}
