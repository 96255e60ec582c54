package dev.sluice.contract;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a rate limit counts by: calls that agree in all of its keys share one count. */
public enum RateKey {
    /** The project that is called for. */
    PROJECT,
    /** Who calls. */
    CALLER,
    /** The client's address, beyond trusted proxies; IPv6 by the network of 64 bits. */
    ADDRESS,
    /** The operation. */
    OPERATION;

    /** As settings and contracts write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RateKey> of(String text) {
        return Stream.of(values()).filter(key -> key.text().equals(text)).findFirst();
    }

    /** Sorted, so that the same keys are the same list. */
    public static List<RateKey> sorted(Collection<RateKey> keys) {
        return keys.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** {@code per-caller-operation}: how a limit by these is called that has no other name. */
    public static String name(Collection<RateKey> keys) {
        return sorted(keys).stream().map(RateKey::text).collect(Collectors.joining("-", "per-", ""));
    }
}
