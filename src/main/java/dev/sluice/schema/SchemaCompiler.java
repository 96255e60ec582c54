package dev.sluice.schema;

import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import java.util.function.Consumer;

/** Compiles schemas of one contract. Not safe for concurrent use; what it compiles is. */
public final class SchemaCompiler {

    /** The rules by which a schema is read. */
    public enum Dialect {
        /** OpenAPI 3.0: nullable, boolean exclusiveMinimum, siblings of $ref ignored. */
        OPENAPI_3_0,
        /** OpenAPI 3.1 and later: JSON Schema 2020-12. */
        OPENAPI_3_1
    }

    /** Finds what a {@code $ref} means. */
    public interface References {

        /** A schema that was found, with its pointer in its own document. */
        record Target(Node node, String pointer) {}

        /**
         * @param from the node that holds the {@code $ref}
         * @return null when there is no such thing (the compiler reports the fault)
         */
        @org.jspecify.annotations.Nullable
        Target find(String reference, Node from);
    }

    public SchemaCompiler(Dialect dialect, References references, Consumer<Fault> faults) {
        throw new UnsupportedOperationException("TODO " + dialect + references + faults);
    }

    /**
     * @param pointer where the schema stands in its document
     * @return a schema, also when faults were reported
     */
    public Schema compile(Node schema, String pointer) {
        throw new UnsupportedOperationException("TODO " + schema + pointer);
    }
}
