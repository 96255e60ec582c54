package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** An {@code Accept} header (RFC 9110, 12.5.1). What cannot be read in it is left out. Immutable. */
final class AcceptedTypes {

    /** Who lists more than this accepts whatever there is. */
    private static final int MOST = 100;

    /** @param refused whether its weight is zero */
    private record Accepted(MediaRange range, boolean refused) {

        /** How exactly this range names a type: 0 not at all. A declared range meets what it overlaps. */
        int fit(MediaRange declared) {
            String type = range.type();
            String subtype = range.subtype();
            boolean sameType = type.equals(declared.type()) || declared.type().equals("*");
            if (sameType && isSubtype(subtype, declared.subtype())) {
                return hasParametersOf(declared) ? 3 + range.parameters().size() : 0;
            }
            if (subtype.equals("*") && sameType) {
                return 2;
            }
            return type.equals("*") && subtype.equals("*") ? 1 : 0;
        }

        private static boolean isSubtype(String accepted, String declared) {
            return accepted.equals(declared)
                    || declared.equals("*")
                    || (declared.startsWith("*+") && accepted.endsWith(declared.substring(1)))
                    || (accepted.startsWith("*+") && declared.endsWith(accepted.substring(1)));
        }

        /** A parameter that the contract does not mention is the server's to choose. */
        private boolean hasParametersOf(MediaRange declared) {
            for (Map.Entry<String, String> wanted : range.parameters().entrySet()) {
                String value = declared.parameters().get(wanted.getKey());
                if (value != null && !value.equalsIgnoreCase(wanted.getValue())) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Those of late, as clients send the same over and over: the next one of the same slot takes its place. */
    private static final AtomicReferenceArray<@Nullable AcceptedTypes> KNOWN = new AtomicReferenceArray<>(64);

    private static final int LONGEST_KNOWN = 512;

    private final String header;
    private final List<Accepted> accepted = new ArrayList<>();
    private boolean tooMany;

    static AcceptedTypes of(String header) {
        if (header.length() > LONGEST_KNOWN) {
            return new AcceptedTypes(header);
        }
        int hash = header.hashCode();
        int slot = (hash ^ hash >>> 16) & (KNOWN.length() - 1);
        AcceptedTypes known = KNOWN.getAcquire(slot);
        if (known == null || !known.header.equals(header)) {
            known = new AcceptedTypes(header);
            KNOWN.setRelease(slot, known);
        }
        return known;
    }

    private AcceptedTypes(String header) {
        this.header = header;
        int start = 0;
        while (start <= header.length() && !tooMany) {
            int end = MediaRange.separator(',', header, start);
            add(header.substring(start, end).strip());
            start = end + 1;
            tooMany = accepted.size() > MOST;
        }
    }

    private void add(String element) {
        if (!MediaRange.isWellFormed(element)) {
            return;
        }
        String weight = MediaRange.parameter(element, "q");
        MediaRange range = MediaRange.parse(element);
        if (weight == null) {
            accepted.add(new Accepted(range, false));
            return;
        }
        Map<String, String> parameters = new java.util.LinkedHashMap<>(range.parameters());
        parameters.remove("q");
        accepted.add(
                new Accepted(new MediaRange(range.type(), range.subtype(), Map.copyOf(parameters)), isZero(weight)));
    }

    /** {@code 0}, {@code 0.}, {@code 0.0} to {@code 0.000}. */
    private static boolean isZero(String weight) {
        return weight.startsWith("0")
                && weight.length() <= 5
                && (weight.length() == 1 || weight.charAt(1) == '.')
                && weight.chars().skip(2).allMatch(c -> c == '0');
    }

    boolean acceptAny(List<MediaRange> declared) {
        if (tooMany || accepted.isEmpty()) {
            return true;
        }
        for (MediaRange range : declared) {
            if (accept(range)) {
                return true;
            }
        }
        return false;
    }

    /** The range that names a type most exactly decides. */
    private boolean accept(MediaRange declared) {
        int best = 0;
        boolean refused = true;
        for (Accepted one : accepted) {
            int fit = one.fit(declared);
            if (fit > best || (fit == best && fit > 0 && refused)) {
                best = fit;
                refused = one.refused();
            }
        }
        return !refused;
    }
}
