package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import java.util.Locale;
import java.util.Set;

/**
 * What goes on to an upstream of the fields behind a request's content: none that says where the request goes, who
 * sends it, how it is framed or what its content is, for those have been judged when they might have come.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-6.5.1">RFC 9110, 6.5.1</a>
 */
final class RequestTrailers {

    private static final Set<String> OF_HEADS = Set.of(
            "authorization",
            "cache-control",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "cookie",
            "expect",
            "forwarded",
            "host",
            "max-forwards",
            "origin",
            "pragma",
            "range",
            "te",
            "traceparent",
            "trailer",
            "via",
            "x-real-ip",
            "x-request-id");

    private RequestTrailers() {}

    static Fields of(Fields all) {
        Fields fields = Fields.NONE;
        for (int i = 0; i < all.size(); i++) {
            String name = all.name(i).toString();
            if (goesOn(name)) {
                fields = fields.and(name, all.value(i).toString());
            }
        }
        return fields;
    }

    private static boolean goesOn(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !HopByHop.is(lower)
                && !OF_HEADS.contains(lower)
                && !lower.startsWith("x-forwarded-")
                && !lower.startsWith("if-");
    }
}
