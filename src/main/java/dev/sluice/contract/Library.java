package dev.sluice.contract;

import dev.sluice.document.Document;
import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.DocumentSource;
import dev.sluice.document.Fault;
import dev.sluice.document.Node;
import dev.sluice.document.UnavailableException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The documents of one contract: its root, and what that refers to, each read once. Confined to one compilation. */
final class Library {

    private final Volume root;
    private final DocumentSource source;
    private final Findings findings;
    private final Map<String, Volume> byFile = new LinkedHashMap<>();
    private final Map<URI, Volume> byLocation = new HashMap<>();
    private final Map<URI, String> unavailable = new HashMap<>();

    /**
     * @param source of all documents but the root
     * @param findings takes the faults of documents that cannot be read
     */
    Library(Volume root, DocumentSource source, Findings findings) {
        this.root = root;
        this.source = source;
        this.findings = findings;
        keep(root);
    }

    /**
     * A document and where it was found.
     *
     * @param file its name in places
     */
    record Volume(URI location, String file, Document document) {

        Node root() {
            return document.root();
        }
    }

    Volume root() {
        return root;
    }

    /** Those that were read until now, the root first. */
    List<Volume> all() {
        return List.copyOf(byFile.values());
    }

    /** The document of this name in places. */
    Optional<Volume> named(String file) {
        return Optional.ofNullable(byFile.get(file));
    }

    /** The document that a value stands in. */
    Volume of(Node node) {
        return byFile.getOrDefault(node.place().file(), root);
    }

    /** @return null where there is no such document, or none that can be read: {@link #problem} tells why */
    @Nullable
    Volume at(URI location) {
        Volume known = byLocation.get(location);
        if (known != null || unavailable.containsKey(location)) {
            return known;
        }
        try {
            Volume volume = volume(source.read(location));
            byLocation.put(location, volume);
            return volume;
        } catch (UnavailableException e) {
            unavailable.put(location, e.reason());
        } catch (DocumentException e) {
            e.faults().forEach(findings::fault);
            unavailable.put(location, "it is no document");
        }
        return null;
    }

    /** One that was found by another location already is that one. */
    private Volume volume(DocumentSource.Found found) throws DocumentException {
        Volume known = byLocation.get(found.location());
        if (known != null) {
            return known;
        }
        String file = name(found.location());
        return keep(new Volume(found.location(), file, DocumentReader.document(file, found.bytes())));
    }

    /** Why there is no such document, or null. */
    @Nullable
    String problem(URI location) {
        return unavailable.get(location);
    }

    private Volume keep(Volume volume) {
        byFile.put(volume.file, volume);
        byLocation.put(volume.location, volume);
        for (Fault warning : volume.document.warnings()) {
            String message = warning.message() + "; the value is read as if it had none";
            findings.warning(new Fault(warning.place(), warning.pointer(), message, null));
        }
        return volume;
    }

    /** As the user would call it: beside the root's name, as that was given. */
    private String name(URI location) {
        if (!"file".equals(location.getScheme()) || !"file".equals(root.location.getScheme())) {
            return location.toString();
        }
        try {
            Path folder = Path.of(root.location).resolveSibling("");
            return Path.of(root.file)
                    .resolveSibling(folder.relativize(Path.of(location)))
                    .normalize()
                    .toString();
        } catch (IllegalArgumentException e) {
            return location.toString();
        }
    }
}
