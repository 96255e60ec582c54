package dev.sluice.mock.state;

import dev.sluice.schema.TypeSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a member beside a list tells of it, by the names that most contracts give it. */
enum Slot {
    TOTAL,
    /** Of this page. */
    COUNT,
    LIMIT,
    OFFSET,
    PAGE,
    PAGES,
    /** The text by which the next page is asked for. */
    NEXT,
    MORE,
    /** To other pages: left out, as far as may be. */
    LINK;

    private static final TypeSet NUMBERS = TypeSet.of(TypeSet.Type.INTEGER, TypeSet.Type.NUMBER);

    private static final Map<Slot, Set<String>> NAMES = Map.of(
            TOTAL,
            Set.of(
                    "total",
                    "totalcount",
                    "totalitems",
                    "totalresults",
                    "totalelements",
                    "totalrecords",
                    "totalsize",
                    "totalhits",
                    "resultcount",
                    "recordcount",
                    "totalnumber",
                    "totalrows",
                    "totalentries"),
            COUNT,
            Set.of("count", "numberofelements", "returned", "size", "resultsize", "currentcount"),
            LIMIT,
            Set.of("limit", "perpage", "pagesize", "itemsperpage", "maxresults"),
            OFFSET,
            Set.of("offset", "skip", "startindex", "startat"),
            PAGE,
            Set.of("page", "pagenumber", "currentpage", "pageindex"),
            PAGES,
            Set.of("pages", "totalpages", "pagecount", "lastpagenumber"),
            NEXT,
            Set.of(
                    "nextcursor",
                    "nextpagetoken",
                    "nexttoken",
                    "nextmarker",
                    "continuationtoken",
                    "nextmarkerid",
                    "nextpagecursor"),
            MORE,
            Set.of("hasmore", "hasnext", "more", "hasnextpage", "hasmoreitems"),
            LINK,
            Set.of(
                    "next",
                    "previous",
                    "prev",
                    "first",
                    "last",
                    "links",
                    "nexturl",
                    "nextlink",
                    "prevurl",
                    "previousurl",
                    "previouslink",
                    "nextpage",
                    "previouspage",
                    "prevpage",
                    "nextpageurl",
                    "previouscursor",
                    "prevcursor",
                    "previouspagetoken",
                    "cursor",
                    "after",
                    "before"));

    /** @return null for a member that tells nothing of the list */
    static @Nullable Slot of(String name, TypeSet types) {
        String word = Words.plain(name);
        for (Slot slot : values()) {
            if (NAMES.getOrDefault(slot, Set.of()).contains(word) && slot.fits(types)) {
                return slot;
            }
        }
        return null;
    }

    private boolean fits(TypeSet types) {
        return switch (this) {
            case TOTAL, COUNT, LIMIT, OFFSET, PAGE, PAGES -> types.and(NUMBERS).bits() != 0;
            case NEXT -> types.has(TypeSet.Type.STRING);
            case MORE -> types.has(TypeSet.Type.BOOLEAN);
            case LINK -> true;
        };
    }
}
