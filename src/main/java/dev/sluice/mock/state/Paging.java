package dev.sluice.mock.state;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.TypeSet;
import java.math.BigDecimal;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which of an operation's query parameters page through a list, by the names that most contracts give them.
 *
 * @param zeroBased whether the first page is 0: where the contract's default says so
 */
record Paging(
        @Nullable ParameterPlan limit,
        @Nullable ParameterPlan offset,
        @Nullable ParameterPlan page,
        boolean zeroBased,
        @Nullable ParameterPlan cursor,
        @Nullable ParameterPlan marker) {

    /** How many items a page has where the contract leaves it open. */
    static final int USUAL = 100;

    private static final Set<String> LIMITS = Set.of(
            "limit",
            "perpage",
            "pagesize",
            "size",
            "maxresults",
            "maxitems",
            "maxkeys",
            "top",
            "take",
            "first",
            "pagelimit",
            "resultsperpage",
            "itemsperpage",
            "rows",
            "count");
    private static final Set<String> OFFSETS = Set.of("offset", "skip", "start", "startindex", "pageoffset", "startat");
    private static final Set<String> PAGES = Set.of("page", "pagenumber", "pageno", "pagenum", "p", "pageindex");
    /** Texts that only the server understands. */
    private static final Set<String> CURSORS = Set.of(
            "cursor",
            "pagetoken",
            "nexttoken",
            "continuationtoken",
            "continue",
            "pagecursor",
            "nextcursor",
            "nextpagetoken");
    /** The id of the last item that was seen. */
    private static final Set<String> MARKERS =
            Set.of("marker", "markerid", "after", "startingafter", "startafter", "sinceid", "lastid", "pageafter");

    /** Which items of a list are asked for. */
    record Window(
            long offset,
            int limit,
            long afterNumber,
            @Nullable String afterKey) {}

    static Paging of(OperationPlan operation) {
        ParameterPlan offset = find(operation, OFFSETS, Paging::isNumber);
        ParameterPlan page = find(operation, PAGES, Paging::isNumber);
        boolean counts = offset != null || page != null;
        return new Paging(
                find(operation, LIMITS, Paging::isNumber),
                offset,
                page,
                page != null && number(page.defaultValue(), 1) == 0,
                find(operation, CURSORS, parameter -> parameter.schema().types().has(TypeSet.Type.STRING)),
                // where pages are counted, "after" is more likely a date to filter by
                counts ? null : find(operation, MARKERS, parameter -> true));
    }

    private static @Nullable ParameterPlan find(
            OperationPlan operation, Set<String> names, Predicate<ParameterPlan> fits) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in() == In.QUERY
                        && names.contains(Words.plain(parameter.name()))
                        && fits.test(parameter))
                .findFirst()
                .orElse(null);
    }

    private static boolean isNumber(ParameterPlan parameter) {
        return parameter.schema().types().has(TypeSet.Type.INTEGER);
    }

    @SuppressWarnings("ReferenceEquality") // two parameters may say the same
    boolean uses(ParameterPlan parameter) {
        return parameter == limit
                || parameter == offset
                || parameter == page
                || parameter == cursor
                || parameter == marker;
    }

    boolean isNone() {
        return limit == null && offset == null && page == null && cursor == null && marker == null;
    }

    /** @param most items that an answer may have */
    Window window(Parameters parameters, int most) {
        int usual = isNone() ? most : Math.min(most, USUAL);
        int size = (int) Math.min(most, Math.max(0, number(value(parameters, limit), usual)));
        long first = Math.max(0, number(value(parameters, offset), 0));
        if (page != null) {
            long index = number(value(parameters, page), zeroBased ? 0 : 1) - (zeroBased ? 0 : 1);
            first = Math.max(first, Math.max(0, index) * size);
        }
        JsonValue token = value(parameters, cursor);
        String after = Texts.of(value(parameters, marker));
        return new Window(first, size, token == null ? 0 : Cursors.read(Texts.of(token)), after);
    }

    private static @Nullable JsonValue value(Parameters parameters, @Nullable ParameterPlan parameter) {
        return parameter == null ? null : parameters.get(In.QUERY, parameter.name());
    }

    private static long number(@Nullable JsonValue value, long otherwise) {
        return value instanceof NumberValue number
                ? number.value()
                        .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                        .max(BigDecimal.ZERO)
                        .longValue()
                : otherwise;
    }
}
