package dev.sluice.mock.state;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the member by which items are called. */
final class IdMember {

    /** What the names of ids end with, and which member is meant then: the likeliest first. */
    private static final List<String> KINDS =
            List.of("uuid", "guid", "id", "key", "slug", "name", "code", "number", "sid");

    private static final List<String> USUAL = List.of("id", "uuid", "guid");

    private IdMember() {}

    /**
     * @param parameter the last of an item's path; null where items have no path
     * @param collection the last word of the collection's path
     * @return null where none is found
     */
    static @Nullable String find(Set<String> members, @Nullable String parameter, String collection) {
        if (parameter != null && members.contains(parameter)) {
            return parameter;
        }
        for (String word : words(parameter, collection)) {
            for (String member : members) {
                if (Words.plain(member).equals(word)) {
                    return member;
                }
            }
        }
        return null;
    }

    /** Plain words that the member may be called, the likeliest first. */
    private static Set<String> words(@Nullable String parameter, String collection) {
        Set<String> words = new LinkedHashSet<>();
        List<String> singulars = new ArrayList<>(Words.singulars(collection));
        if (parameter == null) {
            words.addAll(USUAL);
            singulars.forEach(one -> words.add(one + "id"));
            return words;
        }
        String word = Words.plain(parameter);
        words.add(word);
        for (String kind : KINDS) {
            if (word.endsWith(kind)) {
                words.add(kind);
                singulars.forEach(one -> words.add(one + kind));
                break;
            }
        }
        if (singulars.contains(word) || USUAL.stream().anyMatch(word::endsWith)) {
            words.addAll(USUAL);
        }
        return words;
    }
}
