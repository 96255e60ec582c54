package dev.sluice.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shapes of members that no schema names, where their names matter: by the patterns that they match. Immutable. */
final class OtherMembers {

    /** There is a shape for every set of patterns: more of them are judged by a tree. */
    static final int MAX_PATTERNS = 4;

    private final List<PatternMember> patterns;
    private final List<MemberNames> rules;
    /** By the set of patterns that match, a bit each. */
    private final Shape[] shapes;

    OtherMembers(List<Members> keywords, List<MemberNames> rules, Shapes shapes) {
        this.patterns = keywords.stream()
                .flatMap(keyword -> keyword.patterns().stream())
                .toList();
        this.rules = rules;
        this.shapes = new Shape[1 << patterns.size()];
        for (int set = 0; set < this.shapes.length; set++) {
            List<Subschema> schemas = new ArrayList<>();
            int next = 0;
            for (Members keyword : keywords) {
                int before = schemas.size();
                for (PatternMember member : keyword.patterns()) {
                    if ((set >> next++ & 1) != 0) {
                        schemas.add(member.schema());
                    }
                }
                if (schemas.size() == before) {
                    schemas.add(keyword.additional());
                }
            }
            this.shapes[set] = shapes.of(schemas);
        }
    }

    /** @return null when no member may have this name */
    @Nullable
    Shape of(String name) {
        for (MemberNames rule : rules) {
            if (!rule.accepts(name)) {
                return null;
            }
        }
        int set = 0;
        for (int i = 0; i < patterns.size(); i++) {
            set |= patterns.get(i).pattern().isFoundIn(name) ? 1 << i : 0;
        }
        return shapes[set];
    }
}
