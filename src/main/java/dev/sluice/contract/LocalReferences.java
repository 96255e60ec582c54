package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.schema.SchemaCompiler;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a {@code $ref} within one document means. */
final class LocalReferences implements SchemaCompiler.References {

    private static final String REFERENCE = "$ref";

    private final Node root;
    private final Findings findings;

    LocalReferences(Node root, Findings findings) {
        this.root = root;
        this.findings = findings;
    }

    @Override
    public @Nullable Target find(String reference, Node from) {
        String pointer = pointer(reference);
        Node node = pointer == null ? null : at(pointer);
        return pointer == null || node == null ? null : new Target(node, pointer);
    }

    /**
     * The value itself, or what its chain of {@code $ref}s ends at.
     *
     * @return null after a fault: the chain ends nowhere, or never
     */
    @Nullable
    Located resolve(Located at) {
        Located current = at;
        Set<String> passed = new LinkedHashSet<>();
        Located reference = current.member(REFERENCE);
        while (reference != null) {
            String text = findings.text(reference);
            if (text == null) {
                return null;
            }
            if (!passed.add(text)) {
                findings.fault(
                        reference, "the $ref leads back to itself: " + String.join(" → ", passed) + " → " + text);
                return null;
            }
            Target target = find(text, current.node());
            if (target == null) {
                findings.fault(reference, "there is no " + text + expected(text));
                return null;
            }
            String via = current.via() == null ? current.pointer() : current.via() + " → " + current.pointer();
            current = new Located(target.node(), target.pointer(), via);
            reference = current.member(REFERENCE);
        }
        return current;
    }

    private String expected(String reference) {
        String pointer = pointer(reference);
        if (pointer == null) {
            return " within this document (expected: #/…)";
        }
        int last = pointer.lastIndexOf('/');
        Node parent = at(pointer.substring(0, Math.max(0, last)));
        return parent instanceof Node.Mapping mapping
                ? Nearest.hint(pointer.substring(last + 1), mapping.members().keySet())
                : "";
    }

    /** The pointer of a reference within the document, or null for any other. */
    private static @Nullable String pointer(String reference) {
        if (!reference.equals("#") && !reference.startsWith("#/")) {
            return null;
        }
        String pointer = reference.substring(1);
        if (pointer.indexOf('%') < 0) {
            return pointer;
        }
        try {
            return URLDecoder.decode(pointer.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return pointer;
        }
    }

    private @Nullable Node at(String pointer) {
        Node node = root;
        for (String step : Pointers.steps(pointer)) {
            Node next = null;
            if (node instanceof Node.Mapping mapping) {
                next = mapping.get(step);
            } else if (node instanceof Node.Sequence sequence) {
                next = item(sequence.items(), step);
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }

    private static @Nullable Node item(List<Node> items, String step) {
        for (int i = 0; i < step.length(); i++) {
            if (step.charAt(i) < '0' || step.charAt(i) > '9') {
                return null;
            }
        }
        boolean index = !step.isEmpty() && step.length() <= 9 && Integer.parseInt(step) < items.size();
        return index ? items.get(Integer.parseInt(step)) : null;
    }
}
