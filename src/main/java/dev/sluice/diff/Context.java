package dev.sluice.diff;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Located;
import dev.sluice.document.Node;
import dev.sluice.schema.Demands;
import dev.sluice.schema.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all parts of one comparison share. */
record Context(
        ContractDocuments old, ContractDocuments young, Changes changes, SchemaDiff schemas, List<Asking> asking) {

    Context(ContractDocuments old, ContractDocuments young, Changes changes, SchemaDiff schemas) {
        this(old, young, changes, schemas, new ArrayList<>());
    }

    /** Schemas whose changes are told once all schemas are known. */
    record Asking(SchemaDiff.Pair pair, String operation, String holder, String where) {}

    /**
     * Has the schemas of a value compared.
     *
     * @param was null for anything, as {@code is}
     * @param text whether values are written as mere text
     * @param holder for codes
     * @param where of the value in a message
     */
    void schemas(
            String operation,
            @Nullable Located was,
            @Nullable Located is,
            Side side,
            boolean text,
            String holder,
            String where) {
        if (was == null && is == null) {
            return;
        }
        Direction direction = side == Side.REQUEST ? Direction.REQUEST : Direction.RESPONSE;
        SchemaDiff.Pair pair = schemas.pair(demands(old, was, direction), demands(young, is, direction), side, text);
        asking.add(new Asking(pair, operation, holder, where));
    }

    private static @Nullable Demands demands(ContractDocuments documents, @Nullable Located at, Direction direction) {
        return at == null ? null : documents.schema(at, direction).demands();
    }

    void settle() {
        schemas.settle();
        for (Asking one : asking) {
            for (SchemaChange change : schemas.changes(one.pair)) {
                changes.add(
                        one.operation,
                        change.effect(),
                        change.side(),
                        change.code(one.holder),
                        change.path().isEmpty() ? one.where : one.where + " " + change.path(),
                        change.was(),
                        change.is(),
                        change.message());
            }
        }
    }

    static boolean flag(@Nullable Located object, String name, boolean otherwise) {
        Located member = object == null ? null : object.member(name);
        Object value = member != null && member.node() instanceof Node.Scalar scalar ? scalar.value() : null;
        return value instanceof Boolean flag ? flag : otherwise;
    }

    static @Nullable String text(@Nullable Located object, String name) {
        Located member = object == null ? null : object.member(name);
        return member == null ? null : member.text();
    }
}
