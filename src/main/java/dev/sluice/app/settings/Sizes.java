package dev.sluice.app.settings;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as text: {@code 512B}, {@code 64KiB}, {@code 12MiB}, {@code 1GiB}. */
final class Sizes {

    static final String PATTERN = "(0|[1-9][0-9]{0,8})(B|KiB|MiB|GiB)";

    private static final Pattern TEXT = Pattern.compile(PATTERN);
    private static final Map<String, Long> BYTES = Map.of("B", 1L, "KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private Sizes() {}

    static Optional<Long> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(matcher.group(1)) * BYTES.getOrDefault(matcher.group(2), 1L));
    }

    /** In the largest unit that leaves no rest. */
    static String print(long bytes) {
        for (String unit : new String[] {"GiB", "MiB", "KiB"}) {
            long size = BYTES.getOrDefault(unit, 1L);
            if (bytes != 0 && bytes % size == 0) {
                return bytes / size + unit;
            }
        }
        return bytes + "B";
    }
}
