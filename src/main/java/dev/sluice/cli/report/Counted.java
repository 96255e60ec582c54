package dev.sluice.cli.report;

import java.util.SortedMap;
import java.util.stream.Collectors;

/** Numbers of things, in words. */
public final class Counted {

    private Counted() {}

    /** {@code 1 fault}, {@code 2 faults}. */
    public static String of(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /**
     * {@code 3 passed over (1 WebSocket, 2 data:)} between two texts; nothing at all where there were none.
     *
     * @param reasons with how often each was met
     */
    public static String passedOver(SortedMap<String, Long> reasons, String before, String after) {
        if (reasons.isEmpty()) {
            return "";
        }
        long all = reasons.values().stream().mapToLong(Long::longValue).sum();
        String each = reasons.entrySet().stream()
                .map(reason -> reason.getValue() + " " + reason.getKey())
                .collect(Collectors.joining(", "));
        return before + all + " passed over (" + each + ")" + after;
    }
}
