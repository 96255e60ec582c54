package dev.sluice.schema.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Host names of RFC 1123, 2.1, and international ones of RFC 5890. */
final class Hostnames {

    private static final int LABEL = 63;

    /** Of labels in Punycode (RFC 5890, 2.3.2.1). */
    private static final String PREFIX = "xn--";

    private Hostnames() {}

    static boolean accepts(String text, boolean international) {
        String name = international ? text.replaceAll("[\u3002\uFF0E\uFF61]", ".") : text;
        if (name.isEmpty() || name.length() > 253) {
            return false;
        }
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            if (isAscii(label) ? !isLabel(label) : !international || !isInternational(label)) {
                return false;
            }
            labels.add(isEncoded(label) ? decoded(label) : label);
        }
        return Bidi.accepts(labels);
    }

    /** Those of RFC 1123 alone, which knows nothing of encoded labels. */
    static boolean acceptsPlain(String text) {
        boolean labels = !text.isEmpty() && text.length() <= 253;
        for (String label : text.split("\\.", -1)) {
            labels &= isAscii(label) && isPlain(label);
        }
        return labels;
    }

    private static boolean isAscii(String label) {
        return label.chars().allMatch(c -> c < 128);
    }

    private static boolean isPlain(String label) {
        return !label.isEmpty()
                && label.length() <= LABEL
                && !label.startsWith("-")
                && !label.endsWith("-")
                && label.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
    }

    private static boolean isLabel(String label) {
        if (!isPlain(label)) {
            return false;
        }
        if (isEncoded(label)) {
            String decoded = decoded(label);
            return !isAscii(decoded) && InternationalLabels.accepts(decoded);
        }
        return !label.startsWith("--", 2);
    }

    private static boolean isEncoded(String label) {
        return label.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Empty where it is no such encoding. */
    private static String decoded(String label) {
        String decoded = Punycode.decode(label.substring(PREFIX.length()).toLowerCase(Locale.ROOT));
        return decoded == null ? "" : decoded;
    }

    /** A label as people write it (RFC 5892), that can be written in ASCII too. */
    private static boolean isInternational(String label) {
        return InternationalLabels.accepts(label)
                && label.length() <= LABEL
                && PREFIX.length() + Punycode.encode(label).length() <= LABEL;
    }
}
