package dev.sluice.edge;

import dev.sluice.contract.MediaRange;
import dev.sluice.exchange.Fields;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may read answers, and send requests that a form could not: the CORS protocol of the Fetch
 * standard. An origin is compared as browsers write it, and sent back only where it is allowed. Immutable; safe for many
 * event loops.
 *
 * @see <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch, 3.3</a>
 */
public final class Cors {

    /** Stands for every origin; sent as it is. */
    public static final String ANY = "*";

    static final CharSequence REQUEST_METHOD = HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD;
    static final CharSequence REQUEST_HEADERS = HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS;

    private static final int LONGEST_ORIGIN = 320;
    private static final int MOST_REQUESTED = 4096;
    private static final String SUBDOMAINS = "*.";
    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]{0,31}://"
            + "(\\[[0-9a-f:.]{2,45}]|([*][.])?[a-z0-9_-]+([.][a-z0-9_-]+)*)(:[1-9][0-9]{0,4})?");

    private final List<String> methods;
    private final @Nullable String headers;
    private final @Nullable String exposed;
    private final boolean credentials;
    private final String maxAge;
    private final Map<String, CorsFields> exact = new HashMap<>();
    private final List<Subdomains> wildcards = new ArrayList<>();
    /** For origins that are not listed, and for requests that tell none. */
    private final CorsFields others;

    /**
     * @param origins each as {@link #isOrigin} has it, or only {@link #ANY}
     * @param methods that may be asked for; empty: all that a path has
     * @param headers that requests may have; empty: those that are asked for
     * @param exposed headers that pages may read beside those that they may read anyway
     * @param credentials whether requests may come with cookies and the like; not with {@link #ANY}
     * @param maxAge how long browsers may keep what a preflight has said
     */
    public Cors(
            List<String> origins,
            List<String> methods,
            List<String> headers,
            List<String> exposed,
            boolean credentials,
            Duration maxAge) {
        boolean any = origins.contains(ANY);
        if (any && credentials) {
            throw new IllegalArgumentException("credentials for every origin (expected: origins by name)");
        }
        this.methods = List.copyOf(methods);
        this.headers = headers.isEmpty() ? null : String.join(", ", headers);
        this.exposed = exposed.isEmpty() ? null : String.join(", ", exposed);
        this.credentials = credentials;
        this.maxAge = Long.toString(maxAge.toSeconds());
        this.others = any ? granted(ANY) : CorsFields.denied();
        for (String origin : origins) {
            int star = origin.indexOf(SUBDOMAINS);
            if (star >= 0) {
                wildcards.add(new Subdomains(origin.substring(0, star), origin.substring(star + 1)));
            } else {
                exact.put(origin, granted(origin));
            }
        }
    }

    /**
     * Whether this is an origin as browsers write it: a scheme, a host and perhaps a port, in lower case, without the
     * port that the scheme has anyway; or one with {@code *.} in front of the host.
     */
    public static boolean isOrigin(String text) {
        return text.length() <= LONGEST_ORIGIN
                && ORIGIN.matcher(text).matches()
                && !(text.startsWith("https://") && text.endsWith(":443"))
                && !(text.startsWith("http://") && text.endsWith(":80"));
    }

    /** What an answer says to a request of an origin, or to one that tells none (null). */
    CorsFields fields(@Nullable String origin) {
        if (origin == null) {
            return others;
        }
        CorsFields known = exact.get(origin);
        if (known != null) {
            return known;
        }
        for (int i = 0; i < wildcards.size(); i++) {
            if (wildcards.get(i).has(origin)) {
                return granted(origin);
            }
        }
        return others;
    }

    /** @param origin that is allowed, or {@link #ANY} */
    private CorsFields granted(String origin) {
        return CorsFields.granted(origin, credentials, exposed, !origin.equals(ANY));
    }

    /** What the answer to a preflight says beside {@link #fields}. */
    Fields preflight(Preflight preflight) {
        Fields fields = Fields.NONE;
        if (!preflight.methods().isEmpty()) {
            fields = fields.and("Access-Control-Allow-Methods", preflight.methods());
        }
        if (preflight.headers() != null) {
            fields = fields.and("Access-Control-Allow-Headers", preflight.headers());
            fields = headers == null ? fields.and("Vary", REQUEST_HEADERS.toString()) : fields;
        }
        return fields.and("Access-Control-Max-Age", maxAge);
    }

    /** @param path the methods that the path has: {@code GET, HEAD, PUT} */
    String methods(String path) {
        return methods.isEmpty() ? path : both(path);
    }

    /**
     * Those that requests may have; null where none is named.
     *
     * @param requested that are asked for, or null
     */
    @Nullable
    String headers(@Nullable String requested) {
        if (headers != null) {
            return headers;
        }
        return requested != null && areNames(requested) ? requested : null;
    }

    private String both(String path) {
        String listed = ", " + path + ",";
        StringJoiner both = new StringJoiner(", ");
        for (String method : methods) {
            if (listed.contains(", " + method + ",")) {
                both.add(method);
            }
        }
        return both.toString();
    }

    /** Names of headers in a list, as browsers send it: only that is sent back. */
    private static boolean areNames(String list) {
        if (list.isBlank() || list.length() > MOST_REQUESTED) {
            return false;
        }
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c != ',' && c != ' ' && !MediaRange.isToken(String.valueOf(c))) {
                return false;
            }
        }
        return true;
    }

    /**
     * All hosts below a domain.
     *
     * @param before the host: {@code https://}
     * @param after its first labels: {@code .example.com:8443}
     */
    private record Subdomains(String before, String after) {

        boolean has(String origin) {
            int end = origin.length() - after.length();
            return origin.length() <= LONGEST_ORIGIN
                    && end > before.length()
                    && origin.startsWith(before)
                    && origin.endsWith(after)
                    && areLabels(origin, before.length(), end);
        }

        private static boolean areLabels(String text, int from, int to) {
            boolean empty = true;
            for (int i = from; i < to; i++) {
                char c = text.charAt(i);
                if (c == '.') {
                    if (empty) {
                        return false;
                    }
                    empty = true;
                } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_') {
                    empty = false;
                } else {
                    return false;
                }
            }
            return !empty;
        }
    }
}
