package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Pointers;
import dev.sluice.document.Via;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a document and the way to it. Immutable. */
public class Located {

    private final Node node;
    private final String pointer;
    private final @Nullable Via via;

    /**
     * @param pointer where it stands
     * @param via the {@code $ref}s that led to it, outermost first, or null
     */
    public Located(Node node, String pointer, @Nullable Via via) {
        this.node = node;
        this.pointer = pointer;
        this.via = via;
    }

    public final Node node() {
        return node;
    }

    /** Where it stands. */
    public final String pointer() {
        return pointer;
    }

    /** The {@code $ref}s that led to it, outermost first, or null. */
    public final @Nullable Via via() {
        return via;
    }

    /** The member of this name; null when there is none, or when this is no object. */
    public @Nullable Located member(String name) {
        Node value = node instanceof Node.Mapping mapping ? mapping.get(name) : null;
        return value == null ? null : new Located(value, Pointers.child(pointer, name), via);
    }

    /** The names of an object's members; none for anything else. */
    public Iterable<String> names() {
        return node instanceof Node.Mapping mapping ? mapping.members().keySet() : List.of();
    }

    /** The members of an object in their order; none for anything else. */
    public List<Located> members() {
        List<Located> members = new ArrayList<>();
        if (node instanceof Node.Mapping mapping) {
            mapping.members()
                    .forEach((name, value) -> members.add(new Located(value, Pointers.child(pointer, name), via)));
        }
        return members;
    }

    /** The items of an array; none for anything else. */
    public List<Located> items() {
        List<Located> items = new ArrayList<>();
        if (node instanceof Node.Sequence sequence) {
            for (int i = 0; i < sequence.items().size(); i++) {
                items.add(new Located(sequence.items().get(i), Pointers.child(pointer, i), via));
            }
        }
        return items;
    }

    /** The text of a string, or null. */
    public final @Nullable String text() {
        return node instanceof Node.Scalar scalar && scalar.value() instanceof String text ? text : null;
    }
}
