package dev.sluice.mock.state;

import java.util.List;
import java.util.Set;
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
        Set<String> sent,
        boolean hasChildren) {

    /** A member of items that repeats a path parameter. */
    record Echoed(String member, String parameter) {}

    /** The collection above all others above this one. */
    Collection outermost() {
        return parent == null ? this : parent.outermost();
    }
}
