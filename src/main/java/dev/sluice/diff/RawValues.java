package dev.sluice.diff;

import dev.sluice.contract.Located;
import dev.sluice.document.Node;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares values of documents as they stand there. */
final class RawValues {

    private RawValues() {}

    static boolean areSame(@Nullable Located one, @Nullable Located other) {
        if (one == null || other == null) {
            return one == null && other == null;
        }
        return areSame(one.node(), other.node());
    }

    static boolean areSame(Node one, Node other) {
        if (one instanceof Node.Mapping a && other instanceof Node.Mapping b) {
            Map<String, Node> members = b.members();
            return a.members().keySet().equals(members.keySet())
                    && a.members().entrySet().stream().allMatch(member -> {
                        Node counterpart = members.get(member.getKey());
                        return counterpart != null && areSame(member.getValue(), counterpart);
                    });
        }
        if (one instanceof Node.Sequence a && other instanceof Node.Sequence b) {
            boolean same = a.items().size() == b.items().size();
            for (int i = 0; same && i < a.items().size(); i++) {
                same = areSame(a.items().get(i), b.items().get(i));
            }
            return same;
        }
        return one instanceof Node.Scalar a && other instanceof Node.Scalar b && areSame(a.value(), b.value());
    }

    private static boolean areSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal a && other instanceof BigDecimal b) {
            return a.compareTo(b) == 0;
        }
        return one == null ? other == null : one.equals(other);
    }
}
