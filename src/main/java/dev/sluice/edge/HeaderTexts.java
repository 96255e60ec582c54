package dev.sluice.edge;

import io.vertx.core.http.HttpHeaders;
import java.util.IdentityHashMap;

/**
 * Values of headers that are written again and again, as bytes: a text is copied into every answer character by
 * character, bytes at once. Confined to one event loop.
 */
final class HeaderTexts {

    /** Values that come and go are not worth a place. */
    private static final int MOST = 256;

    private final IdentityHashMap<String, CharSequence> known = new IdentityHashMap<>();

    CharSequence of(String text) {
        CharSequence bytes = known.get(text);
        if (bytes != null) {
            return bytes;
        }
        if (known.size() == MOST) {
            return text;
        }
        CharSequence optimized = HttpHeaders.createOptimized(text);
        known.put(text, optimized);
        return optimized;
    }
}
