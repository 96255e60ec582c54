package dev.sluice.net;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nodes that {@code Forwarded} and {@code X-Forwarded-For} name, the client's first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239#section-4">RFC 7239, 4 and 6</a>
 */
final class Forwarded {

    /** Nobody has so many proxies; what stands further in front is not looked at. */
    private static final int MOST = 64;

    private static final String UNKNOWN = "unknown";

    private Forwarded() {}

    /** The elements of {@code X-Forwarded-For}. */
    static List<String> list(List<String> values) {
        List<String> nodes = new ArrayList<>();
        for (String value : values) {
            for (String node : value.split(",", -1)) {
                nodes.add(node.strip());
            }
        }
        return last(nodes);
    }

    /**
     * The values of {@code for}, one for each element: {@code unknown} where it has none. When a value does not keep to
     * the grammar, nothing before it can be told apart: it stands for one unknown node.
     */
    static List<String> nodes(List<String> values) {
        List<String> nodes = new ArrayList<>();
        for (String value : values) {
            List<String> elements = new ForwardedReader(value).elements();
            if (elements == null) {
                nodes.add(UNKNOWN);
            } else {
                nodes.addAll(elements);
            }
        }
        return last(nodes);
    }

    private static List<String> last(List<String> nodes) {
        return nodes.size() <= MOST ? nodes : nodes.subList(nodes.size() - MOST, nodes.size());
    }

    /**
     * The address of a node, perhaps with a port, or null for {@code unknown}, obfuscated names and what is none.
     *
     * @param bracketed whether an IPv6 address stands in brackets, as the standard has it; else it may do without
     */
    static @Nullable IpAddress address(String node, boolean bracketed) {
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            int colon = node.indexOf(':');
            boolean v6 = end > 0 && colon >= 0 && colon < end;
            return v6 && isPort(node, end + 1) ? IpAddress.parse(node, 1, end) : null;
        }
        int colon = node.indexOf(':');
        if (colon >= 0 && node.indexOf(':', colon + 1) >= 0) {
            return bracketed ? null : IpAddress.parse(node, 0, node.length());
        }
        int end = colon < 0 ? node.length() : colon;
        return isPort(node, end) ? IpAddress.parse(node, 0, end) : null;
    }

    /** A port, an obfuscated one, or nothing. */
    private static boolean isPort(String node, int from) {
        if (from == node.length()) {
            return true;
        }
        if (node.charAt(from) != ':' || from + 1 == node.length()) {
            return false;
        }
        boolean hidden = node.charAt(from + 1) == '_';
        for (int i = from + (hidden ? 2 : 1); i < node.length(); i++) {
            char c = node.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean other = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
            if (!digit && !(hidden && other)) {
                return false;
            }
        }
        return hidden ? node.length() > from + 2 : node.length() - from <= 6;
    }
}
