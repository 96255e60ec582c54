package dev.sluice.control;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.document.Pointers;
import dev.sluice.registry.Bundle;
import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where in the files of a contract its keywords stand. The files are parsed when that is asked first, and again when the
 * memory was wanted meanwhile. Safe for any thread.
 */
final class SchemaLines {

    private final Bundle bundle;
    private SoftReference<List<Node>> documents = new SoftReference<>(null);

    SchemaLines(Bundle bundle) {
        this.bundle = bundle;
    }

    /**
     * @param pointer as violations have it: within one of the files
     * @return null where none has it, or several have
     */
    @Nullable
    Place of(String pointer) {
        Place found = null;
        for (Node document : documents()) {
            Place place = in(document, pointer);
            if (place != null && found != null) {
                return null;
            }
            found = place == null ? found : place;
        }
        return found;
    }

    private static @Nullable Place in(Node document, String pointer) {
        int slash = pointer.lastIndexOf('/');
        Node parent = slash < 0 ? null : Pointers.find(document, pointer.substring(0, slash));
        Node value = parent == null ? null : Pointers.find(parent, pointer.substring(slash));
        if (value == null) {
            return null;
        }
        return parent instanceof Node.Mapping mapping
                ? mapping.keyPlace(Pointers.steps(pointer.substring(slash)).get(0))
                : value.place();
    }

    private synchronized List<Node> documents() {
        List<Node> known = documents.get();
        if (known == null) {
            known = new ArrayList<>();
            for (var file : bundle.files().entrySet()) {
                try {
                    known.add(DocumentReader.read(file.getKey(), file.getValue()));
                } catch (DocumentException noDocument) {
                    // nothing refers to it as one
                }
            }
            documents = new SoftReference<>(known);
        }
        return known;
    }
}
