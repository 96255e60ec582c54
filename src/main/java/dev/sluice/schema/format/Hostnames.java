package dev.sluice.schema.format;

import java.net.IDN;
import java.util.Locale;

/** Host names of RFC 1123, 2.1, and international ones of RFC 5890. */
final class Hostnames {

    private static final int LABEL = 63;

    private Hostnames() {}

    static boolean accepts(String text, boolean international) {
        String name = international ? text.replaceAll("[\u3002\uFF0E\uFF61]", ".") : text;
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        for (String label : name.split("\\.", -1)) {
            if (isAscii(label) ? !isLabel(label) : !international || !isInternational(label)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String label) {
        return label.chars().allMatch(c -> c < 128);
    }

    private static boolean isLabel(String label) {
        if (label.isEmpty() || label.length() > LABEL || label.startsWith("-") || label.endsWith("-")) {
            return false;
        }
        if (!label.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-')) {
            return false;
        }
        if (label.regionMatches(true, 0, "xn--", 0, 4)) {
            String decoded = Punycode.decode(label.substring(4).toLowerCase(Locale.ROOT));
            return decoded != null && !isAscii(decoded) && InternationalLabels.accepts(decoded);
        }
        return !label.startsWith("--", 2);
    }

    /** A label as people write it (RFC 5892), that can be written in ASCII too. */
    private static boolean isInternational(String label) {
        if (!InternationalLabels.accepts(label)) {
            return false;
        }
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED).length() <= LABEL;
        } catch (IllegalArgumentException wrong) {
            return false;
        }
    }
}
