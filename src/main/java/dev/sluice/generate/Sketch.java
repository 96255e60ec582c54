package dev.sluice.generate;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.format.TextFormat;
import dev.sluice.schema.pattern.TextPattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is demanded of one value, by all schemas that apply to it, as one description; with the choices that are still
 * open. Confined to one thread until it is complete, then never changed.
 */
final class Sketch {

    /** The members that one schema speaks of, and which {@code unevaluated} keywords see that. */
    record Spoken<T>(T demand, Set<Integer> scopes) {}

    /** An {@code unevaluated} keyword and the number of its scope. */
    record Rest(Demand.Unevaluated demand, int scope) {}

    TypeSet types = TypeSet.ANY;

    @Nullable
    List<JsonValue> values;

    @Nullable
    BigDecimal lowest;

    @Nullable
    BigDecimal highest;

    boolean aboveLowest;
    boolean belowHighest;
    boolean whole;
    List<BigDecimal> divisors = List.of();

    int minLength;
    int maxLength = Integer.MAX_VALUE;
    List<TextPattern> patterns = List.of();
    List<TextFormat> formats = List.of();

    int minItems;
    int maxItems = Integer.MAX_VALUE;
    boolean differentItems;
    List<Spoken<Demand.Items>> items = List.of();
    List<Spoken<Demand.Contains>> contains = List.of();

    int minMembers;
    int maxMembers = Integer.MAX_VALUE;
    Set<String> required = Set.of();
    List<Spoken<Demand.Members>> members = List.of();
    List<Demands> memberNames = List.of();
    List<Demand.DependentNames> dependentNames = List.of();

    List<Rest> rests = List.of();

    /** The names of formats, asserted or not. */
    List<String> hints = List.of();

    List<JsonValue> shown = List.of();
    boolean unwanted;
    /** Whether a value that is made by this description may still not be valid. */
    boolean uncertain;

    List<Choice> open = List.of();
    List<Choice.Taken> taken = List.of();

    /** Why there can be no value, and where; null where there may be one. */
    @Nullable
    String contradiction;

    String blamed = "";
    private final Map<Demands, Set<Integer>> seen;
    private int scopes;

    Sketch() {
        seen = new HashMap<>();
    }

    Sketch(Sketch other) {
        types = other.types;
        values = other.values;
        lowest = other.lowest;
        highest = other.highest;
        aboveLowest = other.aboveLowest;
        belowHighest = other.belowHighest;
        whole = other.whole;
        divisors = other.divisors;
        minLength = other.minLength;
        maxLength = other.maxLength;
        patterns = other.patterns;
        formats = other.formats;
        minItems = other.minItems;
        maxItems = other.maxItems;
        differentItems = other.differentItems;
        items = other.items;
        contains = other.contains;
        minMembers = other.minMembers;
        maxMembers = other.maxMembers;
        required = other.required;
        members = other.members;
        memberNames = other.memberNames;
        dependentNames = other.dependentNames;
        rests = other.rests;
        hints = other.hints;
        shown = other.shown;
        unwanted = other.unwanted;
        uncertain = other.uncertain;
        open = other.open;
        taken = other.taken;
        contradiction = other.contradiction;
        blamed = other.blamed;
        seen = new HashMap<>(other.seen);
        scopes = other.scopes;
    }

    private static <T> List<T> with(List<T> list, T more) {
        List<T> all = new ArrayList<>(list.size() + 1);
        all.addAll(list);
        all.add(more);
        return all;
    }

    void add(Demands demands, Set<Integer> around) {
        Set<Integer> known = seen.get(demands);
        if (known != null && known.containsAll(around)) {
            return;
        }
        seen.put(demands, around);
        note(demands);
        List<Demand> all = demands.demands();
        Set<Integer> inside = around;
        for (Demand demand : all) {
            if (demand instanceof Demand.Unevaluated rest) {
                inside = new HashSet<>(inside);
                inside.add(scopes);
                rests = with(rests, new Rest(rest, scopes++));
                uncertain = true;
            }
        }
        for (Demand demand : all) {
            add(demand, demands.pointer(), inside);
        }
    }

    private void note(Demands demands) {
        String format = demands.format();
        if (format != null) {
            hints = with(hints, format);
        }
        for (JsonValue example : demands.examples()) {
            shown = with(shown, example);
        }
        JsonValue ownDefault = demands.ownDefault();
        if (ownDefault != null) {
            shown = with(shown, ownDefault);
        }
        unwanted |= demands.isUnwanted();
    }

    private void contradict(String pointer, String reason) {
        if (contradiction == null) {
            contradiction = reason;
            blamed = pointer;
        }
    }

    private void add(Demand demand, String pointer, Set<Integer> inside) {
        if (demand instanceof Demand.All all) {
            all.parts().forEach(part -> add(part, inside));
        } else if (demand instanceof Demand.Nothing) {
            contradict(pointer, "the schema false lets no value through");
        } else if (demand instanceof Demand.Types allowed) {
            types = types.and(allowed.types());
            if (types.bits() == 0) {
                contradict(pointer, "the types that are demanded exclude one another");
            }
        } else if (demand instanceof Demand.Values allowed) {
            List<JsonValue> before = values;
            values = before == null ? allowed.values() : before;
            uncertain |= before != null;
        } else if (!addNumber(demand) && !addText(demand) && !addArray(demand, inside) && !addObject(demand, inside)) {
            Choice choice = Choices.of(demand, pointer, inside);
            if (choice != null) {
                open = with(open, choice);
                uncertain = true;
            }
        }
    }

    private boolean addNumber(Demand demand) {
        if (demand instanceof Demand.Bound bound) {
            if (bound.lower()) {
                int order = lowest == null ? 1 : bound.limit().compareTo(lowest);
                aboveLowest = order > 0 ? bound.exclusive() : aboveLowest || (order == 0 && bound.exclusive());
                lowest = order > 0 ? bound.limit() : lowest;
            } else {
                int order = highest == null ? -1 : bound.limit().compareTo(highest);
                belowHighest = order < 0 ? bound.exclusive() : belowHighest || (order == 0 && bound.exclusive());
                highest = order < 0 ? bound.limit() : highest;
            }
        } else if (demand instanceof Demand.Multiple multiple) {
            divisors = with(divisors, multiple.divisor());
        } else if (demand instanceof Demand.Whole) {
            whole = true;
        } else {
            return false;
        }
        return true;
    }

    private boolean addText(Demand demand) {
        if (demand instanceof Demand.Length length) {
            minLength = Math.max(minLength, length.minimum());
            maxLength = Math.min(maxLength, length.maximum());
        } else if (demand instanceof Demand.Pattern pattern) {
            if (!patterns.contains(pattern.pattern())) {
                patterns = with(patterns, pattern.pattern());
            }
        } else if (demand instanceof Demand.Format format) {
            formats = with(formats, format.format());
        } else {
            return false;
        }
        return true;
    }

    private boolean addArray(Demand demand, Set<Integer> inside) {
        if (demand instanceof Demand.ItemCount count) {
            minItems = Math.max(minItems, count.minimum());
            maxItems = Math.min(maxItems, count.maximum());
        } else if (demand instanceof Demand.DifferentItems) {
            differentItems = true;
        } else if (demand instanceof Demand.Items list) {
            items = with(items, new Spoken<>(list, inside));
        } else if (demand instanceof Demand.Contains part) {
            contains = with(contains, new Spoken<>(part, inside));
            uncertain = true;
        } else {
            return demand instanceof Demand.Unevaluated;
        }
        return true;
    }

    private boolean addObject(Demand demand, Set<Integer> inside) {
        if (demand instanceof Demand.MemberCount count) {
            minMembers = Math.max(minMembers, count.minimum());
            maxMembers = Math.min(maxMembers, count.maximum());
        } else if (demand instanceof Demand.Required names) {
            Set<String> all = new LinkedHashSet<>(required);
            all.addAll(names.names());
            required = all;
        } else if (demand instanceof Demand.Members part) {
            members = with(members, new Spoken<>(part, inside));
        } else if (demand instanceof Demand.MemberNames names) {
            memberNames = with(memberNames, names.name());
        } else if (demand instanceof Demand.DependentNames names) {
            dependentNames = with(dependentNames, names);
        } else {
            return false;
        }
        return true;
    }

    /** The types that are left when no value of the others can keep all that is demanded of it. */
    TypeSet possible() {
        TypeSet left = types;
        if (lowest != null && highest != null) {
            int order = lowest.compareTo(highest);
            if (order > 0 || (order == 0 && (aboveLowest || belowHighest))) {
                left = without(left, "no number is within the bounds", TypeSet.Type.INTEGER, TypeSet.Type.NUMBER);
            }
        }
        if (minLength > maxLength || minLength > Limits.TEXT) {
            String reason = minLength > maxLength
                    ? "minLength is above maxLength"
                    : "minLength of " + minLength + " is above the limit of " + Limits.TEXT + " for generated texts";
            left = without(left, reason, TypeSet.Type.STRING);
        }
        if (minItems > maxItems || minItems > Limits.NODES) {
            String reason = minItems > maxItems
                    ? "minItems is above maxItems"
                    : "minItems of " + minItems + " is above the limit of " + Limits.NODES + " for generated values";
            left = without(left, reason, TypeSet.Type.ARRAY);
        }
        int least = Math.max(minMembers, required.size());
        if (least > maxMembers || least > Limits.NODES) {
            String reason = least > maxMembers
                    ? "more members are demanded than maxProperties allows"
                    : "minProperties of " + least + " is above the limit of " + Limits.NODES + " for generated values";
            left = without(left, reason, TypeSet.Type.OBJECT);
        }
        return left;
    }

    private TypeSet without(TypeSet from, String reason, TypeSet.Type... gone) {
        TypeSet left = new TypeSet(from.bits() & ~TypeSet.of(gone).bits());
        if (left.bits() == 0) {
            contradict(blamed, reason);
        }
        return left;
    }

    /** What was only needed until all choices were made. */
    void settle() {
        seen.clear();
        open = List.of();
    }

    boolean isContradictory() {
        return contradiction != null || possible().bits() == 0;
    }

    Sketch with(Choice choice, int option) {
        Sketch next = new Sketch(this);
        next.taken = with(taken, new Choice.Taken(choice, option));
        choice.options().get(option).forEach(demands -> next.add(demands, choice.scopes()));
        return next;
    }
}
