package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.TypeSet;
import dev.sluice.schema.pattern.TextLengths;
import dev.sluice.schema.pattern.TextPattern;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types, listed values, numbers and strings. */
final class ScalarRules {

    private static final TypeSet NULL = TypeSet.of(TypeSet.Type.NULL);

    void add(Merged given, Asked asked, List<Goal> goals) {
        Demand demand = asked.demand();
        Demands owner = asked.owner();
        if (demand instanceof Demand.Nothing) {
            goals.add(broken("", "removed", "added", owner, Words.of(given.types), "no value here"));
        } else if (demand instanceof Demand.Types named) {
            types(given, named.types(), owner, goals);
        } else if (demand instanceof Demand.Whole && given.allows(TypeSet.Type.NUMBER)) {
            goals.add(
                    broken("format", "type-narrowed", "type-widened", owner, Words.of(given.types), "a whole number"));
        } else if (demand instanceof Demand.Values named) {
            values(given, named, owner, goals);
        } else if (demand instanceof Demand.Bound bound && given.allowsNumbers()) {
            bound(given, bound, owner, goals);
        } else if (demand instanceof Demand.Multiple multiple && given.allowsNumbers()) {
            multiple(given, multiple.divisor(), owner, goals);
        } else if (demand instanceof Demand.Length length && given.allows(TypeSet.Type.STRING)) {
            length(given, length, owner, goals);
        } else if (demand instanceof Demand.Pattern pattern && given.allows(TypeSet.Type.STRING)) {
            pattern(given, pattern.pattern(), owner, goals);
        }
    }

    static Goal broken(String keyword, String narrowed, String widened, Demands owner, String had, String wanted) {
        return new Goal.Broken(Difference.certain(keyword, narrowed, widened, owner, had, wanted));
    }

    private static void types(Merged given, TypeSet allowed, Demands owner, List<Goal> goals) {
        TypeSet extra = new TypeSet(given.types.bits() & ~allowed.bits());
        if (extra.bits() == 0) {
            return;
        }
        boolean onlyNull = extra.equals(NULL);
        goals.add(broken(
                "type",
                onlyNull ? "became-not-nullable" : "type-narrowed",
                onlyNull ? "became-nullable" : "type-widened",
                owner,
                Words.of(given.types),
                Words.of(allowed)));
    }

    private static void values(Merged given, Demand.Values named, Demands owner, List<Goal> goals) {
        List<JsonValue> all = FewValues.of(given);
        if (all == null || !all.stream().allMatch(owner::accepts)) {
            goals.add(broken(
                    "enum", "enum-added", "enum-removed", owner, Words.of(given.types), Words.values(named.values())));
        }
    }

    private static void bound(Merged given, Demand.Bound bound, Demands owner, List<Goal> goals) {
        Limit wanted = new Limit(bound.limit(), bound.exclusive());
        boolean below = bound.lower();
        Limit least = given.allows(TypeSet.Type.NUMBER) ? wanted : wanted.whole(below);
        Limit had = below ? given.lower : given.upper;
        if (had != null && (below ? had.isAtLeast(least) : had.isAtMost(least))) {
            return;
        }
        String format = owner.format();
        boolean range = format != null && NumberRanges.isOf(format, bound.limit());
        String word = below ? "minimum" : "maximum";
        String keyword = bound.exclusive() ? below ? "exclusiveMinimum" : "exclusiveMaximum" : word;
        Difference difference = Difference.certain(
                range ? "format" : keyword,
                range ? "format-narrowed" : below ? "minimum-raised" : "maximum-lowered",
                range ? "format-widened" : below ? "minimum-lowered" : "maximum-raised",
                owner,
                had == null ? "no " + word : word(had, below),
                range ? format + ": " + word(wanted, below) : word(wanted, below));
        // what several divisors have in common is too long to be written out
        goals.add(new Goal.Broken(difference.with(given.divisors.size() < 2)));
    }

    private static String word(Limit limit, boolean below) {
        return (limit.exclusive() ? below ? "above " : "below " : below ? "at least " : "at most ") + limit;
    }

    private static void multiple(Merged given, BigDecimal divisor, Demands owner, List<Goal> goals) {
        Multiples multiples = new Multiples(given);
        if (multiples.areAllOf(divisor)) {
            return;
        }
        boolean some = !given.divisors.isEmpty();
        Difference difference = Difference.certain(
                "multipleOf",
                some ? "multiple-of-changed" : "multiple-of-added",
                some ? "multiple-of-changed" : "multiple-of-removed",
                owner,
                multiples.toString(),
                "a multiple of " + Words.of(divisor));
        goals.add(new Goal.Broken(difference.with(multiples.hasOther(divisor))));
    }

    private static void length(Merged given, Demand.Length length, Demands owner, List<Goal> goals) {
        if (length.minimum() > given.minLength) {
            Difference difference = Difference.certain(
                    "minLength",
                    "min-length-raised",
                    "min-length-lowered",
                    owner,
                    "at least " + given.minLength + " characters",
                    "at least " + length.minimum() + " characters");
            goals.add(length(given, new TextLengths(length.minimum(), Integer.MAX_VALUE), difference));
        }
        if (length.maximum() < given.maxLength) {
            Difference difference = Difference.certain(
                    "maxLength",
                    "max-length-lowered",
                    "max-length-raised",
                    owner,
                    most(given.maxLength, "characters"),
                    most(length.maximum(), "characters"));
            goals.add(length(given, new TextLengths(0, length.maximum()), difference));
        }
    }

    /** A pattern may leave no text of the lengths that are refused. */
    private static Goal length(Merged given, TextLengths allowed, Difference difference) {
        boolean shown = given.patterns.isEmpty() || new TextWitness(given, text -> !allowed.has(text)).isFound(allowed);
        return new Goal.Broken(difference.with(shown));
    }

    static String most(int count, String of) {
        return count == Integer.MAX_VALUE ? "any number of " + of : "at most " + count + " " + of;
    }

    private static void pattern(Merged given, TextPattern pattern, Demands owner, List<Goal> goals) {
        if (given.patterns.contains(pattern.source())) {
            return;
        }
        boolean none = given.patterns.isEmpty();
        Difference difference = Difference.certain(
                "pattern",
                none ? "pattern-added" : "pattern-changed",
                none ? "pattern-removed" : "pattern-changed",
                owner,
                none ? "any text" : "a match of " + String.join(" and ", given.patterns),
                "a match of " + pattern.source());
        goals.add(new Goal.Broken(
                difference.with(new TextWitness(given, text -> !pattern.isFoundIn(text)).isFound(pattern.lengths()))));
    }

    /** Formats of strings are notes, unless somebody makes them assertions: a new one cannot be decided. */
    void formats(Merged given, Merged wide, List<Goal> goals) {
        if (given.allows(TypeSet.Type.STRING) || given.allowsNumbers()) {
            for (String format : wide.formats) {
                if (!given.formats.contains(format)) {
                    goals.add(format(given, wide, format));
                }
            }
        }
    }

    static Goal format(Merged given, Merged wide, String format) {
        boolean none = given.formats.isEmpty();
        return new Goal.Broken(new Difference(
                "format",
                none ? "format-added" : "format-changed",
                none ? "format-removed" : "format-changed",
                false,
                owner(wide, format),
                "",
                none ? "no format" : String.join(", ", given.formats),
                "the format " + format));
    }

    private static @Nullable Demands owner(Merged wide, String format) {
        return wide.leaves.stream()
                .filter(leaf -> format.equals(leaf.format()))
                .findFirst()
                .orElse(null);
    }
}
