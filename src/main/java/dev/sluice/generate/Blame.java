package dev.sluice.generate;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaViolation;
import dev.sluice.schema.TypeSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says why no value was found, and by which schema. */
final class Blame {

    private Blame() {}

    static UnsatisfiableException of(Schema schema, Plan plan, Making making) {
        if (plan.least() == null) {
            UnsatisfiableException found = impossible(plan, new HashSet<>());
            return found == null
                    ? new UnsatisfiableException(
                            plan.pointer(),
                            "the members that are required repeat themselves without end (expected: an end)")
                    : found;
        }
        JsonValue refused = making.refused;
        List<SchemaViolation> violations = refused == null ? List.of() : schema.explain(refused, 1);
        if (!violations.isEmpty()) {
            SchemaViolation first = violations.get(0);
            return new UnsatisfiableException(
                    first.schemaPointer(), "no value was found that keeps this too: " + first.message());
        }
        Plan failed = making.failed == null ? plan : making.failed;
        Least least = failed.least();
        if (least != null && least.size() > Limits.NODES) {
            return new UnsatisfiableException(
                    failed.pointer(),
                    "a value takes more than the " + Limits.NODES + " parts that a generated value may have");
        }
        return new UnsatisfiableException(failed.pointer(), "no value was found");
    }

    /** What lies deepest; null where everything leads back to itself. */
    private static @Nullable UnsatisfiableException impossible(Plan plan, Set<Plan> visited) {
        if (!visited.add(plan) || plan.least() != null) {
            return null;
        }
        Sketch dead = plan.dead();
        if (dead != null) {
            String reason = dead.contradiction == null ? "no value is left" : dead.contradiction;
            return new UnsatisfiableException(dead.blamed.isEmpty() ? plan.pointer() : dead.blamed, reason);
        }
        Variant variant = plan.variant(0);
        if (variant == null) {
            return null;
        }
        List<JsonValue> candidates = variant.candidates();
        if (candidates != null && candidates.isEmpty()) {
            return new UnsatisfiableException(plan.pointer(), "no value of the enum is valid");
        }
        if (variant.isTextHard() && variant.texts().isEmpty() && variant.types().contains(TypeSet.Type.STRING)) {
            return new UnsatisfiableException(
                    plan.pointer(), "no text was found that keeps its pattern, format and length at once");
        }
        for (String name : variant.closed(variant.sketch.required)) {
            if (!variant.allows(name)) {
                return new UnsatisfiableException(
                        plan.pointer(), "the required member \"" + name + "\" is refused by propertyNames");
            }
            UnsatisfiableException found = impossible(variant.member(name), visited);
            if (found != null) {
                return found;
            }
        }
        for (int i = 0; i < variant.leastItems(0); i++) {
            UnsatisfiableException found = impossible(variant.item(i, 0), visited);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
