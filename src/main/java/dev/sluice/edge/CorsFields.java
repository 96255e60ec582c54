package dev.sluice.edge;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an answer says of CORS, as bytes that are ready to be written. Whatever the backend says of it itself is left
 * out, but for what only it can know of its own answer to a preflight. Immutable.
 */
final class CorsFields {

    private static final AsciiString PREFIX = AsciiString.cached("access-control-");
    private static final CharSequence VARY = HttpHeaders.createOptimized("Vary");
    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");
    private static final CharSequence ALLOW_ORIGIN = HttpHeaders.createOptimized("Access-Control-Allow-Origin");
    private static final CharSequence ALLOW_CREDENTIALS =
            HttpHeaders.createOptimized("Access-Control-Allow-Credentials");
    private static final CharSequence EXPOSE_HEADERS = HttpHeaders.createOptimized("Access-Control-Expose-Headers");
    private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
    private static final List<AsciiString> OF_PREFLIGHTS = List.of(
            AsciiString.cached("access-control-allow-methods"),
            AsciiString.cached("access-control-allow-headers"),
            AsciiString.cached("access-control-max-age"));

    private final CharSequence[] pairs;
    private final boolean granted;

    private CorsFields(List<CharSequence> pairs, boolean granted) {
        this.pairs = pairs.toArray(new CharSequence[0]);
        this.granted = granted;
    }

    /** An answer that no other origin may read; to another request it may be another one. */
    static CorsFields denied() {
        return new CorsFields(List.of(VARY, ORIGIN), false);
    }

    /**
     * @param exposed headers that may be read, or null
     * @param varies whether other origins get other answers
     */
    static CorsFields granted(String origin, boolean credentials, @Nullable String exposed, boolean varies) {
        List<CharSequence> pairs = new ArrayList<>(8);
        pairs.add(ALLOW_ORIGIN);
        pairs.add(HttpHeaders.createOptimized(origin));
        if (credentials) {
            pairs.add(ALLOW_CREDENTIALS);
            pairs.add(TRUE);
        }
        if (exposed != null) {
            pairs.add(EXPOSE_HEADERS);
            pairs.add(HttpHeaders.createOptimized(exposed));
        }
        if (varies) {
            pairs.add(VARY);
            pairs.add(ORIGIN);
        }
        return new CorsFields(pairs, true);
    }

    /** Whether the origin may read the answer. */
    boolean isGranted() {
        return granted;
    }

    /**
     * Whether a field of the backend's answer is left out.
     *
     * @param method of the request
     */
    boolean replaces(CharSequence name, String method) {
        if (name.length() < PREFIX.length() || !AsciiString.regionMatches(name, true, 0, PREFIX, 0, PREFIX.length())) {
            return false;
        }
        return !granted
                || !method.equals("OPTIONS")
                || OF_PREFLIGHTS.stream().noneMatch(known -> known.contentEqualsIgnoreCase(name));
    }

    void writeTo(FieldSink head) {
        for (int i = 0; i < pairs.length; i += 2) {
            head.field(pairs[i], pairs[i + 1]);
        }
    }
}
