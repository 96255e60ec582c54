package dev.sluice.judge;

import dev.sluice.document.DocumentException;
import dev.sluice.document.DocumentReader;
import dev.sluice.document.FileObserver;
import dev.sluice.document.Node;
import dev.sluice.document.Place;
import dev.sluice.document.Pointers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where in the files of a contract its keywords stand. Files are parsed when first asked for. Safe for any number of
 * threads, once all files are there.
 */
public final class ContractLines implements FileObserver {

    /** A pointer may name a keyword that stands for itself, such as a style that nobody has written down. */
    private static final int MOST_MISSING = 2;

    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private @Nullable List<Node> roots;

    /** Takes the files as they are read; the contract itself comes first. */
    @Override
    public void asked(Path file, byte @Nullable [] bytes) {
        if (bytes != null) {
            add(shown(file), bytes);
        }
    }

    /** @param file its name in places */
    public void add(String file, byte[] bytes) {
        files.putIfAbsent(file, bytes);
    }

    /** As its user would call it. */
    private static String shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.isAbsolute() && file.startsWith(here)
                ? here.relativize(file).toString()
                : file.toString();
    }

    /**
     * Where a keyword stands.
     *
     * @param schemaPointer as violations have it: within one of the files
     * @return null where no file has it, or several have
     */
    public synchronized @Nullable Place of(String schemaPointer) {
        if (schemaPointer.isEmpty()) {
            return null;
        }
        List<String> steps = Pointers.steps(schemaPointer);
        Place best = null;
        int least = MOST_MISSING + 1;
        boolean several = false;
        for (Node root : roots()) {
            Found found = find(root, steps);
            if (found.missing < least) {
                best = found.place;
                least = found.missing;
                several = false;
            } else if (found.missing == least && least <= MOST_MISSING) {
                several = true;
            }
        }
        return several ? null : best;
    }

    /** @param missing steps of the pointer that the document does not have */
    private record Found(Place place, int missing) {}

    private static Found find(Node root, List<String> steps) {
        Place place = root.place();
        Node node = root;
        for (int i = 0; i < steps.size(); i++) {
            String step = steps.get(i);
            Node next = Pointers.find(node, Pointers.child("", step));
            if (next == null) {
                return new Found(place, steps.size() - i);
            }
            place = node instanceof Node.Mapping mapping ? mapping.keyPlace(step) : next.place();
            node = next;
        }
        return new Found(place, 0);
    }

    private List<Node> roots() {
        List<Node> known = roots;
        if (known == null) {
            known = new ArrayList<>();
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                try {
                    known.add(DocumentReader.read(file.getKey(), file.getValue()));
                } catch (DocumentException noDocument) {
                    // nothing refers to it as one: no pointer leads into it
                }
            }
            roots = known;
        }
        return known;
    }

    /** The text of a file; null where it is none of the contract's. */
    public byte @Nullable [] text(String file) {
        return files.get(file);
    }
}
