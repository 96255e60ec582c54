package dev.sluice.schema;

import java.util.Map;

/** The cases of the JSON-Schema-Test-Suite that are judged otherwise, each with the reason. */
final class LeftCases {

    private static final String DIRECTION = "the rule of RFC 5893 on writing from right to left is not applied";

    private static final String HYPHENS =
            "host names are those of RFC 5890 in every draft, which reserves hyphens in the third and fourth place";

    static final Map<String, String> ALL = Map.of(
            digitFirst("draft2020-12"), DIRECTION,
            digitFirst("draft2019-09"), DIRECTION,
            digitFirst("draft7"), DIRECTION,
            decoded("draft2020-12"), DIRECTION,
            decoded("draft2019-09"), DIRECTION,
            decoded("draft7"), DIRECTION,
            hyphens("draft6"), HYPHENS,
            hyphens("draft4"), HYPHENS);

    private static String digitFirst(String draft) {
        return international(draft) + "Bidi domain name with a digit-first label is invalid";
    }

    private static String decoded(String draft) {
        return international(draft) + "A-label that decodes to a Bidi rule violation is invalid";
    }

    private static String international(String draft) {
        return draft + "/optional/format/idn-hostname.json: validation of internationalized host names: ";
    }

    private static String hyphens(String draft) {
        return draft + "/optional/format/hostname.json: validation of host names:"
                + " hostname with consecutive hyphens (RFC1123)";
    }

    private LeftCases() {}
}
