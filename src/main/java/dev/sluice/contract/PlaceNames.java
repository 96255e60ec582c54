package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.schema.Outline;
import dev.sluice.schema.TypeSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of one place of a request and the parameters that they mean. Immutable. */
public final class PlaceNames {

    public static final int NONE = NameTable.NONE;

    /** What else a parameter may be whose members stand for themselves if it is an object. */
    private static final TypeSet NOT_SPREAD = TypeSet.of(
            TypeSet.Type.BOOLEAN, TypeSet.Type.INTEGER, TypeSet.Type.NUMBER, TypeSet.Type.STRING, TypeSet.Type.ARRAY);

    private final int[] parameters;
    private final NameTable names;
    /** By name: the parameter. */
    private final int[] owners;
    /** By name: whether it is a member of the parameter, not the parameter itself. */
    private final boolean[] members;

    private final NameTable deepNames;
    private final int[] deepOwners;
    private final int rest;

    private PlaceNames(
            int[] parameters,
            Map<String, Integer> plain,
            Map<String, Integer> spread,
            Map<String, Integer> deep,
            int rest) {
        this.parameters = parameters;
        List<String> all = new ArrayList<>(plain.keySet());
        all.addAll(spread.keySet());
        this.names = new NameTable(all);
        this.owners = new int[all.size()];
        this.members = new boolean[all.size()];
        for (int i = 0; i < owners.length; i++) {
            members[i] = i >= plain.size();
            owners[i] = (members[i] ? spread : plain).getOrDefault(all.get(i), NONE);
        }
        this.deepNames = new NameTable(new ArrayList<>(deep.keySet()));
        this.deepOwners = deep.values().stream().mapToInt(Integer::intValue).toArray();
        this.rest = rest;
    }

    /** A name that two parameters claim means the parameter of that name, else the first with a member of that name. */
    static PlaceNames of(List<ParameterPlan> plans, In in) {
        Map<String, Integer> plain = new LinkedHashMap<>();
        Map<String, Integer> spread = new LinkedHashMap<>();
        Map<String, Integer> deep = new LinkedHashMap<>();
        List<Integer> here = new ArrayList<>();
        int rest = NONE;
        for (int i = 0; i < plans.size(); i++) {
            ParameterPlan plan = plans.get(i);
            if (plan.in() == in && plan.whole() == null) {
                here.add(i);
                if (!plan.isSpread() || plan.schema().types().and(NOT_SPREAD).bits() != 0) {
                    plain.put(plan.name(), i);
                }
                rest = rest == NONE && takesRest(plan) ? i : rest;
                if (plan.isDeep()) {
                    deep.put(plan.name(), i);
                }
            }
        }
        for (int i : here) {
            if (plans.get(i).isSpread()) {
                plans.get(i).schema().outline().names().forEach(name -> spread.putIfAbsent(name, i));
            }
        }
        spread.keySet().removeAll(plain.keySet());
        return new PlaceNames(here.stream().mapToInt(Integer::intValue).toArray(), plain, spread, deep, rest);
    }

    /** An object whose schema speaks of members that it does not name; one that names none is free-form. */
    private static boolean takesRest(ParameterPlan plan) {
        if (!plan.isSpread()) {
            return false;
        }
        Outline outline = plan.schema().outline();
        return outline.isOpen() || outline.names().isEmpty();
    }

    /** How many parameters stand in this place. */
    public int size() {
        return parameters.length;
    }

    /** The index of a parameter among all of the operation's. */
    public int parameter(int i) {
        return parameters[i];
    }

    /** Finds a name, decoded, in a stretch of text; the answer is for the methods below. */
    public int find(String text, int from, int to) {
        return names.find(text, from, to);
    }

    /** The parameter that a found name means. */
    public int owner(int found) {
        return owners[found];
    }

    /** The name of the parameter's member that a found name means; null when it means the parameter itself. */
    public @Nullable String member(int found) {
        return members[found] ? names.name(found) : null;
    }

    /** The parameter in {@code deepObject} style whose name stands before the first bracket of a text, or {@link #NONE}. */
    public int deepOwner(String text, int from, int to) {
        if (deepOwners.length == 0) {
            return NONE;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '[') {
                int found = deepNames.find(text, from, i);
                return found == NONE ? NONE : deepOwners[found];
            }
        }
        return NONE;
    }

    /** The parameter that takes the names which no other takes, or {@link #NONE}. */
    public int rest() {
        return rest;
    }
}
