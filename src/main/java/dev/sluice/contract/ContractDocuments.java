package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.document.Pointers;
import dev.sluice.schema.Direction;
import dev.sluice.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contract with the documents that it was compiled from, for who compares contracts. Holds all of their text's
 * values. Not safe for concurrent use.
 */
public final class ContractDocuments {

    private final ContractPlan plan;
    private final Located root;
    private final Compilation compilation;
    private final Library library;

    ContractDocuments(ContractPlan plan, Located root, Compilation compilation, Library library) {
        this.plan = plan;
        this.root = root;
        this.compilation = compilation;
        this.library = library;
    }

    public ContractPlan plan() {
        return plan;
    }

    public Located root() {
        return root;
    }

    /** The value itself, or what its chain of {@code $ref}s ends at; null where it leads nowhere. */
    public @Nullable Located resolve(Located at) {
        return compilation.references().resolve(at);
    }

    /** What a {@code $ref} means that stands in a value; null where it means nothing. */
    public @Nullable Located target(String reference, Located from) {
        var target = compilation.references().find(reference, from.node());
        return target == null ? null : new Located(target.node(), target.pointer(), null);
    }

    /** The schema that stands there, for values that go one way. */
    public Schema schema(Located at, Direction direction) {
        return compilation.schema(at, direction);
    }

    /** The paths of an object's own {@code servers}, as they stand in front of its paths; null where it has none. */
    public @Nullable List<String> basePaths(Located owner) {
        return new BasePaths(new Findings()).read(owner);
    }

    /** The value at a pointer of the document that a place is in; null where there is none. */
    public @Nullable Node find(Place of, String pointer) {
        return library.named(of.file())
                .map(volume -> Pointers.find(volume.root(), pointer))
                .orElse(null);
    }
}
