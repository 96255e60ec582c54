package dev.sluice.schema.format;

import dev.sluice.schema.pattern.PatternException;
import dev.sluice.schema.pattern.TextPattern;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A format of strings. Safe for any number of event loops. */
@FunctionalInterface
public interface TextFormat {

    boolean accepts(String text);

    /** @return null when nobody knows such a format */
    static @Nullable TextFormat named(String name) {
        return Named.FORMATS.get(name);
    }

    /**
     * As in drafts before 7, where host names are those of RFC 1123 and not of RFC 5890.
     *
     * @return null when nobody knows such a format
     */
    static @Nullable TextFormat namedBeforeDraft7(String name) {
        return name.equals("hostname") ? Hostnames::acceptsPlain : named(name);
    }

    /** All that JSON Schema defines. */
    final class Named {

        private static final Map<String, TextFormat> FORMATS = Map.ofEntries(
                Map.entry("date", DateTimes::isDate),
                Map.entry("time", DateTimes::isTime),
                Map.entry("date-time", DateTimes::isDateTime),
                Map.entry("duration", Simple::isDuration),
                Map.entry("email", text -> Emails.accepts(text, false)),
                Map.entry("idn-email", text -> Emails.accepts(text, true)),
                Map.entry("hostname", text -> Hostnames.accepts(text, false)),
                Map.entry("idn-hostname", text -> Hostnames.accepts(text, true)),
                Map.entry("ipv4", Addresses::isIpv4),
                Map.entry("ipv6", Addresses::isIpv6),
                Map.entry("uri", text -> Uris.accepts(text, true, false)),
                Map.entry("uri-reference", text -> Uris.accepts(text, false, false)),
                Map.entry("iri", text -> Uris.accepts(text, true, true)),
                Map.entry("iri-reference", text -> Uris.accepts(text, false, true)),
                Map.entry("uri-template", Simple::isUriTemplate),
                Map.entry("uuid", Simple::isUuid),
                Map.entry("json-pointer", Simple::isPointer),
                Map.entry("relative-json-pointer", Simple::isRelativePointer),
                Map.entry("regex", Named::isPattern));

        private Named() {}

        private static boolean isPattern(String text) {
            try {
                TextPattern.compile(text);
                return true;
            } catch (PatternException wrong) {
                return false;
            }
        }
    }
}
