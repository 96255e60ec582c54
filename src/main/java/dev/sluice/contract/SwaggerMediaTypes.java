package dev.sluice.contract;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The media types that a document and its operations {@code consume} or {@code produce}. */
final class SwaggerMediaTypes {

    private final String member;
    private final Findings findings;
    private final List<Located> byDefault;

    /** @param member {@code consumes} or {@code produces} */
    SwaggerMediaTypes(String member, Located root, Findings findings) {
        this.member = member;
        this.findings = findings;
        Located list = root.member(member);
        this.byDefault = list == null ? List.of() : read(list);
    }

    /** Those of the document, where they stand. */
    List<Located> byDefault() {
        return byDefault;
    }

    /** Those of an operation: its own, also none, take the place of the document's. */
    List<Located> of(Located operation) {
        Located own = operation.member(member);
        return own == null ? byDefault : read(own);
    }

    /** Where a list of media types stands; what has none of its own stands for an empty one. */
    static Located list(List<Located> types, Located otherwise) {
        if (types.isEmpty()) {
            return otherwise;
        }
        Located first = types.get(0);
        String pointer = first.pointer();
        return new Located(first.node(), pointer.substring(0, pointer.lastIndexOf('/')), first.via());
    }

    private List<Located> read(Located list) {
        if (!findings.isArray(list)) {
            return List.of();
        }
        Set<MediaRange> known = new LinkedHashSet<>();
        List<Located> types = new ArrayList<>();
        for (Located item : list.items()) {
            MediaRange range = range(item);
            if (range != null && known.add(range)) {
                types.add(item);
            }
        }
        return List.copyOf(types);
    }

    private @Nullable MediaRange range(Located item) {
        String text = findings.text(item);
        try {
            return text == null ? null : MediaRange.parse(text);
        } catch (IllegalArgumentException e) {
            findings.warning(item, e.getMessage() + "; no message has it");
            return null;
        }
    }
}
