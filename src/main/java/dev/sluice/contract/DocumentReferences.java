package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.document.UnavailableException;
import dev.sluice.document.Via;
import dev.sluice.schema.SchemaCompiler;
import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaDocuments;
import dev.sluice.schema.SchemaResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a {@code $ref} in the documents of a contract means. Confined to one compilation. */
final class DocumentReferences implements SchemaCompiler.References {

    private static final String REFERENCE = "$ref";

    private final Library library;
    private final Findings findings;
    private final SchemaPlaces places;
    private final SchemaDocuments schemas;
    /** What documents say their URIs are, by where they were found. */
    private final Map<URI, URI> selves = new HashMap<>();

    /** What is made of a document, by the references that lead there. */
    private final IdentityHashMap<Node, Target> placed = new IdentityHashMap<>();

    DocumentReferences(Library library, Dialect dialect, Findings findings) {
        this.library = library;
        this.findings = findings;
        this.places = new SchemaPlaces(dialect);
        this.schemas = new SchemaDocuments(dialect, this::load, findings::fault);
        add(library.root());
    }

    /** Has a {@code $ref} that is made, not written, lead to a value that stands in no document. */
    void place(Node from, Target target) {
        placed.put(from, target);
    }

    @Override
    public @Nullable Target find(String reference, Node from) {
        Target made = placed.isEmpty() ? null : placed.get(from);
        if (made != null) {
            return made;
        }
        Reference parsed = Reference.of(reference);
        SchemaResource resource = schemas.resource(from);
        Library.Volume home = library.of(from);
        if (parsed.document().isEmpty() && resource == null && parsed.isPointer()) {
            Node node = Pointers.find(home.root(), parsed.fragment());
            return node == null ? null : new Target(node, parsed.fragment());
        }
        try {
            URI location = parsed.location(base(resource, home));
            Target target = schemas.find(location, parsed.fragment());
            // what is named for the network may still stand beside the others of its folder
            URI beside = target == null && library.problem(location) != null ? beside(parsed, location, home) : null;
            return beside == null ? target : schemas.find(beside, parsed.fragment());
        } catch (UnavailableException e) {
            return null;
        }
    }

    @Override
    public @Nullable SchemaResource resource(Node node) {
        return schemas.resource(node);
    }

    @Override
    public String missing(String reference, Node from) {
        Reference parsed = Reference.of(reference);
        Library.Volume home = library.of(from);
        try {
            URI location = parsed.location(base(schemas.resource(from), home));
            String problem = library.problem(location);
            URI beside =
                    problem == null || !selves.containsKey(home.location()) ? null : beside(parsed, location, home);
            if (problem != null && beside != null && library.problem(beside) == null) {
                // what is there has no such part
                location = beside;
            } else if (problem != null) {
                return Reference.withoutUser(reference) + " cannot be had: " + problem;
            }
            Library.Volume volume = parsed.document().isEmpty() ? home : volume(location);
            return "there is no " + Reference.withoutUser(reference)
                    + (volume == null ? "" : hint(parsed, volume.root()));
        } catch (UnavailableException e) {
            return Reference.withoutUser(reference) + " cannot be had: " + e.reason();
        }
    }

    /**
     * The value itself, or what its chain of {@code $ref}s ends at.
     *
     * @return null after a fault: the chain ends nowhere, or never
     */
    @Nullable
    Located resolve(Located at) {
        Located current = at;
        List<String> passed = new ArrayList<>();
        Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
        Located reference = current.member(REFERENCE);
        while (reference != null) {
            String text = findings.text(reference);
            if (text == null) {
                return null;
            }
            passed.add(text);
            Target target = find(text, current.node());
            if (target == null) {
                findings.fault(reference, missing(text, current.node()));
                return null;
            }
            if (!nodes.add(target.node())) {
                findings.fault(reference, "the $ref leads back to itself: " + String.join(" → ", passed));
                return null;
            }
            Via via = new Via(current.node().place(), current.pointer(), current.via());
            current = new Located(target.node(), target.pointer(), via);
            reference = current.member(REFERENCE);
        }
        return current;
    }

    private URI base(@Nullable SchemaResource resource, Library.Volume home) {
        return resource == null ? selves.getOrDefault(home.location(), home.location()) : resource.base();
    }

    private @Nullable URI beside(Reference reference, URI location, Library.Volume home) throws UnavailableException {
        URI found = reference.location(home.location());
        if (!found.equals(location)) {
            return found;
        }
        URI self = selves.get(home.location());
        return self == null ? null : SelfUri.beside(location, self, home.location());
    }

    /** The document of this URI, be it its location or its own. */
    private Library.@Nullable Volume volume(URI uri) {
        for (Map.Entry<URI, URI> self : selves.entrySet()) {
            if (self.getValue().equals(uri)) {
                return library.at(self.getKey());
            }
        }
        return library.at(uri);
    }

    private @Nullable Node load(URI location) {
        Library.Volume volume = library.at(location);
        if (volume == null) {
            return null;
        }
        if (schemas.resource(volume.root()) == null) {
            warnOfOtherVersion(volume.root());
        }
        add(volume);
        return volume.root();
    }

    /** All schemas of a contract are read by the rules of its root. */
    private void warnOfOtherVersion(Node root) {
        Located named = new Located(root, "", null);
        Located own = named.member("openapi") == null ? named.member("swagger") : named.member("openapi");
        if (own != null
                && SpecVersion.named(root) != SpecVersion.named(library.root().root())) {
            findings.warning(
                    own,
                    "not the version of OpenAPI that the root of the contract names; schemas are read as the root's");
        }
    }

    private void add(Library.Volume volume) {
        List<Target> found = places.of(volume.document());
        URI self = SelfUri.of(volume.root(), volume.location(), findings);
        if (self != null && selves.containsValue(self) && !selves.containsKey(volume.location())) {
            findings.warning(
                    new Located(volume.root(), "", null),
                    "another document has the same $self; what it names is that one");
        }
        if (self != null && selves.putIfAbsent(volume.location(), self) == null) {
            schemas.add(self, volume.root(), found);
        }
        schemas.add(volume.location(), volume.root(), found);
    }

    private static String hint(Reference reference, Node root) {
        String pointer = reference.isPointer() ? reference.fragment() : "";
        int last = pointer.lastIndexOf('/');
        Node parent = Pointers.find(root, pointer.substring(0, Math.max(0, last)));
        return parent instanceof Node.Mapping mapping && last >= 0
                ? Nearest.hint(pointer.substring(last + 1), mapping.members().keySet())
                : "";
    }
}
