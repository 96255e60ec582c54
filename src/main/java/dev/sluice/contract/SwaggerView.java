package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.document.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A value of a Swagger 2.0 document as OpenAPI 3 has it: its members may stand anywhere in the document, and say so
 * themselves. The value keeps its own place and pointer. Immutable.
 */
final class SwaggerView extends Located {

    private final Map<String, Located> members;
    private final List<Located> items;

    private SwaggerView(Located at, Node node, Map<String, Located> members, List<Located> items) {
        super(node, at.pointer(), at.via());
        this.members = members;
        this.items = items;
    }

    /** An object with other members. */
    static SwaggerView object(Located at, Map<String, Located> members) {
        return new SwaggerView(at, at.node(), members, List.of());
    }

    /** As {@link #object}, and told apart from whatever else is made of the same value. */
    static SwaggerView distinct(Located at, Map<String, Located> members) {
        Node node = at.node() instanceof Node.Mapping mapping
                ? new Node.Mapping(mapping.place(), mapping.members(), mapping.keyPlaces())
                : at.node();
        return new SwaggerView(at, node, members, List.of());
    }

    /** An object that the document does not have, at the place of what it comes from. */
    static SwaggerView made(Located from, Map<String, Located> members) {
        return new SwaggerView(from, mapping(from.node().place(), Map.of()), members, List.of());
    }

    /** An array with other items. */
    static SwaggerView array(Located from, List<Located> items) {
        return new SwaggerView(from, new Node.Sequence(from.node().place(), List.of()), Map.of(), items);
    }

    /** A string that stands for what is written there. */
    static Located text(Located from, String text) {
        return new Located(scalar(from.node().place(), text), from.pointer(), from.via());
    }

    static Located flag(Located from, boolean flag) {
        return new Located(
                new Node.Scalar(from.node().place(), flag, Boolean.toString(flag)), from.pointer(), from.via());
    }

    static Node.Scalar scalar(Place place, String text) {
        return new Node.Scalar(place, text, text);
    }

    static Node.Mapping mapping(Place place, Map<String, Node> members) {
        return new Node.Mapping(place, members, Map.of());
    }

    /** Those of an object's members that mean the same in both, in a map that takes more. */
    static Map<String, Located> members(Located at, Predicate<String> kept) {
        Map<String, Located> members = new LinkedHashMap<>();
        for (String name : at.names()) {
            Located member = kept.test(name) ? at.member(name) : null;
            if (member != null) {
                members.put(name, member);
            }
        }
        return members;
    }

    static Map<String, Located> without(Located at, Set<String> left) {
        return members(at, name -> !left.contains(name));
    }

    static boolean isFlagged(@Nullable Located at) {
        return at != null && at.node() instanceof Node.Scalar scalar && Boolean.TRUE.equals(scalar.value());
    }

    @Override
    public @Nullable Located member(String name) {
        return members.get(name);
    }

    @Override
    public Iterable<String> names() {
        return members.keySet();
    }

    @Override
    public List<Located> members() {
        return List.copyOf(members.values());
    }

    @Override
    public List<Located> items() {
        return items;
    }
}
