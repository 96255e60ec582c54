package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An {@code Accept} header (RFC 9110, 12.5.1). What cannot be read in it is left out. */
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

    private final List<Accepted> accepted = new ArrayList<>();
    private boolean tooMany;

    AcceptedTypes(String header) {
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
        return tooMany || accepted.isEmpty() || declared.stream().anyMatch(this::accept);
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
