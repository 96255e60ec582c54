package dev.sluice.validation;

import dev.sluice.contract.MediaRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** An {@code Accept} header (RFC 9110, 12.5.1). What cannot be read in it is left out. */
final class AcceptedTypes {

    /** @param refused whether its weight is zero */
    private record Accepted(String type, String subtype, boolean refused) {

        /** How exactly this range names a type: 0 not at all, 3 by its name. A declared range meets what it overlaps. */
        int fit(MediaRange declared) {
            boolean sameType = type.equals(declared.type()) || declared.type().equals("*");
            if (sameType
                    && (subtype.equals(declared.subtype()) || declared.subtype().startsWith("*"))) {
                return 3;
            }
            if (subtype.equals("*") && sameType) {
                return 2;
            }
            return type.equals("*") && subtype.equals("*") ? 1 : 0;
        }
    }

    private final List<Accepted> accepted = new ArrayList<>();

    AcceptedTypes(String header) {
        for (String element : header.split(",", -1)) {
            String[] parts = element.split(";", -1);
            int slash = parts[0].indexOf('/');
            if (slash > 0) {
                String type = parts[0].substring(0, slash).strip().toLowerCase(Locale.ROOT);
                String subtype = parts[0].substring(slash + 1).strip().toLowerCase(Locale.ROOT);
                accepted.add(new Accepted(type, subtype, isRefused(parts)));
            }
        }
    }

    private static boolean isRefused(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().toLowerCase(Locale.ROOT);
            if (parameter.matches("q\\s*=\\s*0(\\.0{0,3})?")) {
                return true;
            }
        }
        return false;
    }

    boolean acceptAny(List<MediaRange> declared) {
        return accepted.isEmpty() || declared.stream().anyMatch(this::accept);
    }

    /** The range that names a type most exactly decides. */
    private boolean accept(MediaRange declared) {
        int best = 0;
        boolean refused = true;
        for (Accepted range : accepted) {
            int fit = range.fit(declared);
            if (fit > best) {
                best = fit;
                refused = range.refused();
            }
        }
        return !refused;
    }
}
