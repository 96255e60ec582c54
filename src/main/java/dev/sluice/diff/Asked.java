package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.Demands;

/** One demand and the schema that makes it. */
record Asked(Demand demand, Demands owner) {

    /** The keyword that most likely makes it: for places. */
    String keyword() {
        if (demand instanceof Demand.Bound bound) {
            return bound.lower() ? "minimum" : "maximum";
        }
        if (demand instanceof Demand.Length length) {
            return length.minimum() > 0 ? "minLength" : "maxLength";
        }
        if (demand instanceof Demand.ItemCount count) {
            return count.minimum() > 0 ? "minItems" : "maxItems";
        }
        if (demand instanceof Demand.MemberCount count) {
            return count.minimum() > 0 ? "minProperties" : "maxProperties";
        }
        if (demand instanceof Demand.Any any) {
            return any.exactlyOne() ? "oneOf" : "anyOf";
        }
        if (demand instanceof Demand.Unevaluated rest) {
            return rest.members() ? "unevaluatedProperties" : "unevaluatedItems";
        }
        return Keywords.NAMES.getOrDefault(demand.getClass(), "");
    }
}
