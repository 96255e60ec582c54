package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.Direction;
import dev.sluice.schema.Schema;
import dev.sluice.schema.SchemaCompiler;
import java.util.Map;

/** What all parts of one contract's compiler share. */
record Compilation(
        Purpose purpose,
        SpecVersion version,
        SchemaCompiler.Dialect dialect,
        Findings findings,
        DocumentReferences references,
        SchemaCompiler schemas) {

    static Compilation of(Reading reading, SpecVersion version, Library library, Located root, Findings findings) {
        SchemaCompiler.Dialect dialect = version.dialect(root, findings);
        DocumentReferences references = new DocumentReferences(library, dialect, findings);
        SchemaCompiler schemas =
                new SchemaCompiler(dialect, reading.formats(), references, findings::fault, findings::warning);
        return new Compilation(reading.purpose(), version, dialect, findings, references, schemas);
    }

    /** The same, for what the contract says that it is read for. */
    Compilation asSaid(Located root) {
        return purpose == Purpose.AS_SAID
                ? new Compilation(
                        new MockedOperations(this).areIn(root) ? Purpose.MOCK : Purpose.JUDGE,
                        version,
                        dialect,
                        findings,
                        references,
                        schemas)
                : this;
    }

    Schema schema(Located at) {
        return schema(at, Direction.REQUEST);
    }

    Schema schema(Located at, Direction direction) {
        return schemas.compile(at.node(), at.pointer(), direction, at.via());
    }

    /** A schema that any value keeps, for a place that has none. */
    Schema anything(Located at) {
        return schemas.compile(new Node.Mapping(at.node().place(), Map.of(), Map.of()), at.pointer());
    }
}
