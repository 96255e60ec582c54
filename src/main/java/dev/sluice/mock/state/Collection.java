package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.Outline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection of a contract. Immutable.
 *
 * @param number within the contract
 * @param path of the collection, as a template
 * @param scope the path parameters in front of an item's id
 * @param parent the collection whose item stands above each of these items; null where there is none
 * @param ids what items are called
 * @param views how items look, wherever they are shown; the first one shows the most
 * @param echoed by member: the path parameter that it repeats
 * @param written what requests carry
 * @param sent the members that clients set
 * @param hasChildren whether there are collections below its items
 */
record Collection(
        int number,
        String name,
        String path,
        List<String> scope,
        @Nullable Collection parent,
        Ids ids,
        List<View> views,
        List<Echoed> echoed,
        List<SentItem> written,
        Set<String> sent,
        boolean hasChildren) {

    /** A member of items that repeats a path parameter. */
    record Echoed(String member, String parameter) {}

    /** A member that is known, with a value that no request may send and no answer show; null where there is none. */
    @Nullable
    String refused(ObjectValue document) {
        return document.members().entrySet().stream()
                .filter(member -> !takes(member.getKey(), member.getValue()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    /** A document without such members. */
    ObjectValue taken(ObjectValue document) {
        if (refused(document) == null) {
            return document;
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(document.members());
        members.entrySet().removeIf(member -> !takes(member.getKey(), member.getValue()));
        return JsonObjects.of(members);
    }

    private boolean takes(String name, JsonValue value) {
        List<Outline> all = Stream.concat(
                        written.stream().map(SentItem::outline),
                        views.stream().map(view -> view.place().outline()))
                .filter(outline -> outline.names().contains(name))
                .map(outline -> outline.member(name))
                .toList();
        return all.isEmpty() || all.stream().anyMatch(outline -> outline.accepts(value));
    }

    /** The collection above all others above this one. */
    Collection outermost() {
        return parent == null ? this : parent.outermost();
    }
}
