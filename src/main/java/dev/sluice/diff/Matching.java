package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Guesses which alternatives of two lists go together. A wrong guess costs words, never a verdict. */
final class Matching {

    private Matching() {}

    /** The list that most likely is the other one. */
    static Demand.@Nullable Any counterpart(List<Demand.Any> had, Demand.Any wanted) {
        Demand.Any best = null;
        int most = -1;
        for (Demand.Any any : had) {
            int[] matches = of(any.alternatives(), wanted.alternatives());
            int score =
                    2 * (int) Arrays.stream(matches).filter(match -> match >= 0).count()
                            + (any.exactlyOne() == wanted.exactlyOne() ? 1 : 0);
            if (score > most) {
                most = score;
                best = any;
            }
        }
        return best;
    }

    /** For each alternative the number of its like, or -1. */
    static int[] of(List<Demands> had, List<Demands> wanted) {
        int[] matches = new int[had.size()];
        Arrays.fill(matches, -1);
        boolean[] taken = new boolean[wanted.size()];
        match(had, wanted, matches, taken, (one, other) -> {
            String name = name(one);
            return name != null && name.equals(name(other));
        });
        BiPredicate<Demands, Demands> unnamed = (one, other) -> (name(one) == null) == (name(other) == null)
                && name(one) == null
                && types(one).equals(types(other));
        for (int i = 0; i < matches.length && i < taken.length; i++) {
            if (matches[i] < 0 && !taken[i] && unnamed.test(had.get(i), wanted.get(i))) {
                matches[i] = i;
                taken[i] = true;
            }
        }
        match(had, wanted, matches, taken, unnamed);
        return matches;
    }

    private static void match(
            List<Demands> had,
            List<Demands> wanted,
            int[] matches,
            boolean[] taken,
            BiPredicate<Demands, Demands> like) {
        if ((long) had.size() * wanted.size() > 1_000_000) {
            return;
        }
        for (int i = 0; i < matches.length; i++) {
            for (int j = 0; j < taken.length && matches[i] < 0; j++) {
                if (!taken[j] && like.test(had.get(i), wanted.get(j))) {
                    matches[i] = j;
                    taken[j] = true;
                }
            }
        }
    }

    /** The name of the schema that a mere reference leads to. */
    private static @Nullable String name(Demands schema) {
        List<Demand> demands = schema.demands();
        if (demands.size() == 1
                && demands.get(0) instanceof Demand.All all
                && all.parts().size() == 1) {
            String pointer = all.parts().get(0).pointer();
            return pointer.substring(pointer.lastIndexOf('/') + 1);
        }
        return null;
    }

    private static TypeSet types(Demands schema) {
        for (Demand demand : schema.demands()) {
            if (demand instanceof Demand.Types named) {
                return named.types();
            }
        }
        return TypeSet.ANY;
    }

    static String describe(Demands schema) {
        String name = name(schema);
        return name == null ? Words.of(types(schema)) : Words.quoted(name);
    }
}
