package dev.sluice.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are meant for the next hop only.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1">RFC 9110, 7.6.1</a>
 */
final class HopByHop {

    private HopByHop() {}

    /** Whether a field is one wherever it stands. {@code TE} is not looked at: a part of it may go on. */
    static boolean is(CharSequence name) {
        return switch (name.length()) {
            case 7 -> same(name, "Upgrade");
            case 10 -> same(name, "Connection") || same(name, "Keep-Alive");
            case 14 -> same(name, "HTTP2-Settings");
            case 16 -> same(name, "Proxy-Connection");
            case 17 -> same(name, "Transfer-Encoding");
            case 18 -> same(name, "Proxy-Authenticate");
            case 19 -> same(name, "Proxy-Authorization");
            case 25 -> same(name, "Proxy-Authentication-Info");
            default -> false;
        };
    }

    /** The value of {@code Connection}, its lines joined (RFC 9110, 5.3); null where there is none. */
    static @Nullable String connection(MultiMap headers) {
        String first = headers.get(HttpHeaderNames.CONNECTION);
        return first == null ? null : joined(first, headers.getAll(HttpHeaderNames.CONNECTION));
    }

    /** The same of an answer. */
    static @Nullable String connection(HttpHeaders headers) {
        String first = headers.get(HttpHeaderNames.CONNECTION);
        return first == null ? null : joined(first, headers.getAll(HttpHeaderNames.CONNECTION));
    }

    private static String joined(String first, List<String> lines) {
        return lines.size() == 1 ? first : String.join(",", lines);
    }

    /**
     * The further fields that a message's {@code Connection} names; null where there are none, as nearly always.
     *
     * @param connection the value, or null
     */
    static @Nullable List<String> named(@Nullable String connection) {
        if (connection == null || same(connection, "keep-alive") || same(connection, "close")) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (String option : connection.split(",", -1)) {
            names.add(option.strip());
        }
        return names;
    }

    static boolean isNamed(@Nullable List<String> names, CharSequence name) {
        if (names == null) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (same(names.get(i), name)) {
                return true;
            }
        }
        return false;
    }

    static boolean same(CharSequence one, CharSequence other) {
        return io.netty.util.AsciiString.contentEqualsIgnoreCase(one, other);
    }

    /** Whether a list of tokens has one. */
    static boolean hasToken(@Nullable String list, String token) {
        if (list == null) {
            return false;
        }
        if (same(list, token)) {
            return true;
        }
        for (String part : list.split(",", -1)) {
            if (same(part.strip(), token)) {
                return true;
            }
        }
        return false;
    }
}
