package dev.sluice.diff;

import dev.sluice.schema.TypeSet;

/** Whether it is certain that no value keeps some schemas. */
final class Disjoint {

    private static final int DEEPEST = 4;
    /** Members and items that are looked at for one answer. */
    private static final int MOST = 2_000;

    private final MergedSchemas schemas;
    private int left;

    Disjoint(MergedSchemas schemas) {
        this.schemas = schemas;
    }

    boolean isEmpty(Merged merged) {
        left = MOST;
        return isEmpty(merged, 0);
    }

    private boolean isEmpty(Merged merged, int depth) {
        if (merged.isNothing()) {
            return true;
        }
        if (merged.values != null || depth > DEEPEST || left-- <= 0) {
            return false;
        }
        for (TypeSet.Type type : TypeSet.Type.values()) {
            if (merged.allows(type) && !isEmpty(merged, type, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean isEmpty(Merged merged, TypeSet.Type type, int depth) {
        return switch (type) {
            case NULL, BOOLEAN -> false;
            case INTEGER ->
                Limit.isEmpty(
                        merged.lower == null ? null : merged.lower.whole(true),
                        merged.upper == null ? null : merged.upper.whole(false));
            case NUMBER -> Limit.isEmpty(merged.lower, merged.upper);
            case STRING -> merged.minLength > merged.maxLength;
            case ARRAY ->
                merged.minItems > merged.maxItems
                        || (merged.minItems > 0 && isEmpty(schemas.item(merged, 0), depth + 1));
            case OBJECT ->
                merged.minMembers > merged.maxMembers
                        || merged.required.stream().anyMatch(name -> isEmpty(schemas.member(merged, name), depth + 1));
        };
    }
}
