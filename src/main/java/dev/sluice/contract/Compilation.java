package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler;
import java.util.Map;

/** What all parts of one contract's compiler share. */
record Compilation(
        SchemaCompiler.Dialect dialect, Findings findings, LocalReferences references, SchemaCompiler schemas) {

    static Compilation of(Node root, SchemaCompiler.Dialect dialect, Findings findings) {
        LocalReferences references = new LocalReferences(root, findings);
        return new Compilation(dialect, findings, references, new SchemaCompiler(dialect, references, findings::fault));
    }

    Schema schema(Located at) {
        return schemas.compile(at.node(), at.pointer());
    }

    /** A schema that any value keeps, for a place that has none. */
    Schema anything(Located at) {
        return schemas.compile(new Node.Mapping(at.node().place(), Map.of(), Map.of()), at.pointer());
    }
}
