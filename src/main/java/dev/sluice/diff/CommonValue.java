package dev.sluice.diff;

import dev.sluice.schema.Demands;
import dev.sluice.schema.TypeSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether one value is refused by all alternatives: that each refuses some is not enough. Asked only where something is to
 * be told. Not safe for concurrent use.
 */
final class CommonValue {

    /** Of so many alternatives not each is looked at. */
    private static final int MOST = 60;

    private final MergedSchemas schemas;
    private final Disjoint disjoint;
    private final ValueWitness witness;
    private final Merged given;
    private final List<Demands> alternatives;
    private final Demands owner;
    private @Nullable Boolean found;
    private @Nullable Boolean apart;

    /**
     * @param alternatives of which each is said to refuse some of what is given
     * @param owner refuses what all of them refuse
     */
    CommonValue(
            MergedSchemas schemas,
            Disjoint disjoint,
            ValueWitness witness,
            Merged given,
            List<Demands> alternatives,
            Demands owner) {
        this.schemas = schemas;
        this.disjoint = disjoint;
        this.witness = witness;
        this.given = given;
        this.alternatives = alternatives;
        this.owner = owner;
    }

    /** Whether it can be shown. */
    boolean isFound() {
        Boolean known = found;
        if (known == null) {
            known = witness.isFound(given, owner, alternatives);
            found = known;
        }
        return known;
    }

    /** Whether of each type at most one alternative takes anything, so that what that one refuses, all do. */
    boolean isOfOne() {
        Boolean known = apart;
        if (known == null) {
            known = alternatives.size() <= MOST
                    && AlternativeRules.GROUPS.stream().allMatch(this::isOfOne);
            apart = known;
        }
        return known;
    }

    private boolean isOfOne(TypeSet group) {
        TypeSet types = group.and(given.types);
        if (types.bits() == 0) {
            return true;
        }
        Merged some = schemas.only(given, types);
        return alternatives.stream()
                        .filter(one -> !disjoint.isEmpty(schemas.and(some, one)))
                        .limit(2)
                        .count()
                < 2;
    }
}
