package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.document.Pointers;
import dev.sluice.schema.Demands;
import org.jspecify.annotations.Nullable;

/** Finds where things stand in one version. */
record Spots(ContractDocuments documents) {

    static @Nullable Spot of(@Nullable Located at) {
        return at == null ? null : new Spot(at.node().place(), at.pointer());
    }

    /** Where a keyword of a schema stands, or else the schema. */
    @Nullable
    Spot of(@Nullable Demands schema, String keyword) {
        Place place = schema == null ? null : schema.place();
        if (schema == null || place == null) {
            return null;
        }
        String name = keyword;
        for (int i = 0; i < 3 && name != null && !name.isEmpty(); i++) {
            String pointer = Pointers.child(schema.pointer(), name);
            Node node = documents.find(place, pointer);
            if (node != null) {
                return new Spot(node.place(), pointer);
            }
            name = Keywords.OTHERWISE.get(name);
        }
        return new Spot(place, schema.pointer());
    }

    /** Where those of a value's schemas that speak of a keyword stand, or else the first of them. */
    @Nullable
    Spot of(Merged merged, String keyword) {
        for (Asked asked : merged.asked) {
            if (asked.keyword().equals(keyword)) {
                Spot spot = of(asked.owner(), keyword);
                if (spot != null) {
                    return spot;
                }
            }
        }
        for (Demands leaf : merged.leaves) {
            Spot spot = of(leaf, "");
            if (spot != null) {
                return spot;
            }
        }
        return null;
    }
}
