package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.pattern.TextLengths;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that several schemas ask of one value, which keeps them all: {@code $ref} and {@code allOf} are taken in. Two are
 * equal only when they are the same; {@link MergedSchemas} makes each once.
 */
final class Merged {

    final List<Demands> leaves;
    final @Nullable Declared declared;
    final List<Asked> asked = new ArrayList<>();
    /** What may come at all: also an {@code integer} is written into it that a format makes of a number. */
    TypeSet types;
    /** One of these, which keep the other demands too; null where there are no such. */
    @Nullable
    List<JsonValue> values;

    @Nullable
    Limit lower;

    @Nullable
    Limit upper;

    final List<BigDecimal> divisors = new ArrayList<>();
    int minLength;
    int maxLength = Integer.MAX_VALUE;
    int minItems;
    int maxItems = Integer.MAX_VALUE;
    int minMembers;
    int maxMembers = Integer.MAX_VALUE;
    boolean different;
    final Set<String> patterns = new LinkedHashSet<>();
    final Set<String> formats = new LinkedHashSet<>();
    final Set<String> required = new LinkedHashSet<>();
    final List<Demand.Items> items = new ArrayList<>();
    final List<Demand.Members> members = new ArrayList<>();

    /**
     * @param limit types that are looked at; values of all others are someone else's
     * @param taken demands that are left out, such as alternatives of which one is among the leaves
     * @param declared what values hold at most; null where that is not limited
     */
    Merged(List<Demands> leaves, TypeSet limit, Set<Demand> taken, @Nullable Declared declared) {
        this.leaves = leaves;
        this.declared = declared;
        this.types = limit;
        for (Demands leaf : leaves) {
            String format = leaf.format();
            if (format != null && !Rules.NUMBER_FORMATS.contains(format)) {
                formats.add(format);
            }
            for (Demand demand : leaf.demands()) {
                if (!(demand instanceof Demand.All) && !taken.contains(demand)) {
                    add(new Asked(Evaluated.simplified(demand, leaf), leaf));
                }
            }
        }
        finish();
    }

    private void add(Asked one) {
        asked.add(one);
        Demand demand = one.demand();
        if (demand instanceof Demand.Nothing) {
            types = TypeSet.of();
        } else if (demand instanceof Demand.Not not && Anything.isEverything(not.refused())) {
            types = TypeSet.of();
        } else if (demand instanceof Demand.Types named) {
            types = types.and(named.types());
        } else if (demand instanceof Demand.Values named) {
            values = values == null ? named.values() : values;
        } else if (demand instanceof Demand.Whole) {
            types = new TypeSet(types.bits() & ~TypeSet.of(TypeSet.Type.NUMBER).bits());
        } else if (demand instanceof Demand.Bound bound) {
            bound(new Limit(bound.limit(), bound.exclusive()), bound.lower());
        } else if (demand instanceof Demand.Multiple multiple) {
            divisors.add(multiple.divisor());
        } else {
            addOfText(demand);
        }
    }

    private void bound(Limit limit, boolean below) {
        if (below) {
            lower = lower == null || limit.isAtLeast(lower) ? limit : lower;
        } else {
            upper = upper == null || limit.isAtMost(upper) ? limit : upper;
        }
    }

    private void addOfText(Demand demand) {
        if (demand instanceof Demand.Length length) {
            minLength = Math.max(minLength, length.minimum());
            maxLength = Math.min(maxLength, length.maximum());
        } else if (demand instanceof Demand.Pattern pattern) {
            patterns.add(pattern.pattern().source());
            TextLengths lengths = pattern.pattern().lengths();
            minLength = Math.max(minLength, lengths.shortest());
            maxLength = Math.min(maxLength, lengths.longest());
        } else if (demand instanceof Demand.ItemCount count) {
            minItems = Math.max(minItems, count.minimum());
            maxItems = Math.min(maxItems, count.maximum());
        } else if (demand instanceof Demand.DifferentItems) {
            different = true;
        } else if (demand instanceof Demand.Items some) {
            items.add(some);
            maxItems = Math.min(maxItems, most(some));
        } else if (demand instanceof Demand.Contains some) {
            minItems = Math.max(minItems, some.minimum());
            maxItems = Anything.isEverything(some.item()) ? Math.min(maxItems, some.maximum()) : maxItems;
        } else if (demand instanceof Demand.MemberCount count) {
            minMembers = Math.max(minMembers, count.minimum());
            maxMembers = Math.min(maxMembers, count.maximum());
        } else if (demand instanceof Demand.Required names) {
            required.addAll(names.names());
        } else if (demand instanceof Demand.Members some) {
            members.add(some);
        } else if (demand instanceof Demand.MemberNames names && Anything.isNothing(names.name())) {
            maxMembers = 0;
        }
    }

    /** How many items there can be where none may come from some place on. */
    private static int most(Demand.Items some) {
        for (int i = 0; i < some.prefix().size(); i++) {
            if (Anything.isNothing(some.prefix().get(i))) {
                return i;
            }
        }
        return some.rest() != null && Anything.isNothing(some.rest())
                ? some.prefix().size()
                : Integer.MAX_VALUE;
    }

    private void finish() {
        minMembers = Math.max(minMembers, required.size());
        // a multiple of a whole number is one
        joinDivisors();
        drop(TypeSet.Type.NUMBER, divisors.stream().anyMatch(one -> Limit.isMultiple(one, BigDecimal.ONE)));
        for (BigDecimal divisor : divisors) {
            lower = lower == null ? null : lower.multiple(divisor, true);
            upper = upper == null ? null : upper.multiple(divisor, false);
        }
        dropImpossible();
        if (values != null) {
            values = values.stream()
                    .filter(value -> types.has(type(value)) && leaves.stream().allMatch(leaf -> leaf.accepts(value)))
                    .toList();
        }
        if (!types.has(TypeSet.Type.NUMBER)) {
            lower = lower == null ? null : lower.whole(true);
            upper = upper == null ? null : upper.whole(false);
        }
    }

    /** What is a multiple of several numbers is one of the least that they have in common, and nothing else is. */
    private void joinDivisors() {
        BigDecimal joined = null;
        for (BigDecimal divisor : divisors) {
            joined = joined == null ? divisor : Limit.commonMultiple(joined, divisor);
            if (joined == null) {
                return;
            }
        }
        if (joined != null && !types.has(TypeSet.Type.NUMBER) && !Limit.isMultiple(joined, BigDecimal.ONE)) {
            BigDecimal whole = Limit.commonMultiple(joined, BigDecimal.ONE);
            joined = whole == null ? joined : whole;
        }
        if (joined != null) {
            divisors.clear();
            divisors.add(joined);
        }
    }

    /** Types of which no value keeps what is asked of them: it is the same as if they were not named. */
    private void dropImpossible() {
        drop(TypeSet.Type.NUMBER, Limit.isEmpty(lower, upper));
        drop(
                TypeSet.Type.INTEGER,
                Limit.isEmpty(lower == null ? null : lower.whole(true), upper == null ? null : upper.whole(false)));
        drop(TypeSet.Type.STRING, minLength > maxLength);
        drop(TypeSet.Type.ARRAY, minItems > maxItems);
        drop(
                TypeSet.Type.OBJECT,
                minMembers > maxMembers
                        || required.stream().anyMatch(name -> members.stream().anyMatch(some -> refuses(some, name))));
    }

    private static boolean refuses(Demand.Members some, String name) {
        Demands named = some.properties().get(name);
        return named != null && Anything.isNothing(named);
    }

    private void drop(TypeSet.Type type, boolean impossible) {
        if (impossible) {
            types = new TypeSet(types.bits() & ~TypeSet.of(type).bits());
        }
    }

    static TypeSet.Type type(JsonValue value) {
        if (value instanceof JsonValue.NumberValue number) {
            BigDecimal decimal = number.value();
            // 1.0 is whole, and so is what has no digits behind the point
            boolean whole = decimal.signum() == 0
                    || decimal.scale() <= 0
                    || decimal.stripTrailingZeros().scale() <= 0;
            return whole ? TypeSet.Type.INTEGER : TypeSet.Type.NUMBER;
        }
        return TypeSet.Type.valueOf(value.type().toUpperCase(java.util.Locale.ROOT));
    }

    boolean allows(TypeSet.Type type) {
        return types.has(type);
    }

    boolean allowsNumbers() {
        return types.has(TypeSet.Type.INTEGER) || types.has(TypeSet.Type.NUMBER);
    }

    boolean isNothing() {
        return types.bits() == 0 || (values != null && values.isEmpty());
    }

    /** The demands of one kind. */
    <D extends Demand> List<D> all(Class<D> kind) {
        return asked.stream()
                .map(Asked::demand)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }
}
