package dev.sluice.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of many keywords say something of a member: many schemas with many names each are looked through once. */
final class MembersByName {

    /** Those that say something of members that they do not name. */
    private final List<Members> ofOthers = new ArrayList<>();

    private final Map<String, List<Members>> naming = new HashMap<>();

    /** @param closed whether it matters that there may be no others */
    MembersByName(List<Members> keywords, boolean closed) {
        for (Members keyword : keywords) {
            Subschema additional = keyword.additional();
            boolean silent = additional == Subschema.TRUE || (!closed && additional.isFalse());
            if (!silent || !keyword.patterns().isEmpty()) {
                ofOthers.add(keyword);
            } else {
                keyword.properties()
                        .keySet()
                        .forEach(name -> naming.computeIfAbsent(name, added -> new ArrayList<>(1))
                                .add(keyword));
            }
        }
    }

    List<Members> of(String name) {
        List<Members> named = naming.getOrDefault(name, List.of());
        if (ofOthers.isEmpty()) {
            return named;
        }
        List<Members> all = new ArrayList<>(ofOthers);
        all.addAll(named);
        return all;
    }
}
