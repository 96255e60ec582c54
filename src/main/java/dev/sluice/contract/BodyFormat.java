package dev.sluice.contract;

/** How the bytes of a media type are read. */
public enum BodyFormat {
    /** JSON, and every {@code +json}. */
    JSON,
    /** {@code text/*}: one string. */
    TEXT,
    /** {@code application/x-www-form-urlencoded}. */
    FORM,
    /** {@code multipart/form-data}. */
    MULTIPART,
    /** Items one behind the other, each judged by itself: where the contract says what they are, from OpenAPI 3.2 on. */
    SEQUENCE,
    /** Bytes that mean something to others: only their number is judged. */
    OCTETS,
    /** Not judged: XML, other kinds of multipart, and what has no schema. */
    UNJUDGED;

    /** By the type alone: what a schema makes of it says {@link MediaTypePlan#format}. */
    public static BodyFormat of(String contentType) {
        if (MediaRange.isJson(contentType)) {
            return JSON;
        }
        if (MediaRange.isXml(contentType)) {
            return UNJUDGED;
        }
        if (contentType.regionMatches(true, 0, "text/", 0, 5)) {
            return TEXT;
        }
        if (isType(contentType, "application/x-www-form-urlencoded")) {
            return FORM;
        }
        if (contentType.regionMatches(true, 0, "multipart/", 0, 10)) {
            return isType(contentType, "multipart/form-data") ? MULTIPART : UNJUDGED;
        }
        return OCTETS;
    }

    static boolean isType(String contentType, String type) {
        if (!contentType.regionMatches(true, 0, type, 0, type.length())) {
            return false;
        }
        return contentType.length() == type.length() || "; \t".indexOf(contentType.charAt(type.length())) >= 0;
    }
}
