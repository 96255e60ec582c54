package dev.sluice.diff;

import dev.sluice.schema.Demand;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of those demands that hold schemas; the others are their own part. */
final class DemandParts {

    private DemandParts() {}

    static List<@Nullable Object> of(Object demand) {
        if (demand instanceof Demand.Items items) {
            return list(items.prefix(), items.rest());
        }
        if (demand instanceof Demand.Contains some) {
            return list(some.item(), some.minimum(), some.maximum(), some.evaluates());
        }
        if (demand instanceof Demand.Members members) {
            return list(members.properties(), members.patterns(), members.others());
        }
        if (demand instanceof Demand.MatchedMembers matched) {
            return list(matched.pattern(), matched.member());
        }
        if (demand instanceof Demand.MemberNames names) {
            return list(names.name());
        }
        if (demand instanceof Demand.DependentDemands dependent) {
            return list(dependent.demands());
        }
        if (demand instanceof Demand.All all) {
            return list(all.parts());
        }
        if (demand instanceof Demand.Any any) {
            return list(any.alternatives(), any.exactlyOne());
        }
        if (demand instanceof Demand.Named named) {
            return list(named.property(), named.branches(), named.alternatives(), named.open(), named.optional());
        }
        if (demand instanceof Demand.Not not) {
            return list(not.refused());
        }
        if (demand instanceof Demand.If condition) {
            return list(condition.condition(), condition.then(), condition.otherwise());
        }
        if (demand instanceof Demand.Unevaluated rest) {
            return list(rest.members(), rest.rest());
        }
        if (demand instanceof Demand.Pattern pattern) {
            return list(pattern.pattern());
        }
        if (demand instanceof Demand.Bound bound) {
            return list(bound.limit(), bound.lower(), bound.exclusive());
        }
        return demand instanceof Demand.Multiple multiple ? list(multiple.divisor()) : list(new Same(demand));
    }

    /** Compared as a whole. */
    private record Same(Object demand) {}

    private static List<@Nullable Object> list(@Nullable Object... parts) {
        return Arrays.asList(parts);
    }
}
