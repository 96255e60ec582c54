package dev.sluice.traffic.message;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Schemes of URLs that a browser notes beside those of HTTP: no server was asked, or not in HTTP. */
final class OtherSchemes {

    static final String WEB_SOCKET = "WebSocket";

    private static final Set<String> LOCAL =
            Set.of("about", "blob", "chrome", "data", "devtools", "file", "filesystem", "javascript", "resource");

    private static final int LONGEST = 32;

    private OtherSchemes() {}

    /** One of a few words; null where it may be a URL of HTTP, or a mere path. */
    static @Nullable String of(String url) {
        int colon = url.indexOf(':');
        if (colon <= 0 || colon > LONGEST) {
            return null;
        }
        String scheme = url.substring(0, colon).toLowerCase(Locale.ROOT);
        if (scheme.equals("ws") || scheme.equals("wss")) {
            return WEB_SOCKET;
        }
        if (scheme.endsWith("-extension")) {
            return "browser extension";
        }
        return LOCAL.contains(scheme) ? scheme + ":" : null;
    }
}
