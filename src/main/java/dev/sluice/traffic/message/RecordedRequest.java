package dev.sluice.traffic.message;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that went by.
 *
 * @param method in capitals, as it went over the wire
 * @param url a path and perhaps a query, not decoded, or a whole URL
 * @param headers names in any case; not changed any more
 * @param body null where there is none
 */
public record RecordedRequest(
        String method,
        String url,
        MultiMap headers,
        @Nullable RecordedBody body) {

    /** Not decoded, without the query. */
    public String path() {
        String target = target();
        int mark = target.indexOf('?');
        return mark < 0 ? target : target.substring(0, mark);
    }

    /** Not decoded, without the question mark; null where there is none. */
    public @Nullable String query() {
        String target = target();
        int mark = target.indexOf('?');
        return mark < 0 ? null : target.substring(mark + 1);
    }

    /** What stands in the first line of the request (RFC 9112, 3.2.1). */
    private String target() {
        int scheme = url.startsWith("/") ? -1 : url.indexOf("://");
        if (scheme < 0) {
            return url;
        }
        int from = scheme + 3;
        while (from < url.length() && "/?#".indexOf(url.charAt(from)) < 0) {
            from++;
        }
        int fragment = url.indexOf('#', from);
        String target = url.substring(from, fragment < 0 ? url.length() : fragment);
        return target.startsWith("/") ? target : "/" + target;
    }
}
