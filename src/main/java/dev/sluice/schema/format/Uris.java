package dev.sluice.schema.format;

/** URIs of RFC 3986 and IRIs of RFC 3987, with or without a scheme. */
final class Uris {

    private static final String PATH = "-._~!$&'()*+,;=:@/";

    private Uris() {}

    static boolean accepts(String text, boolean absolute, boolean international) {
        int scheme = scheme(text);
        if (scheme < 0 && absolute) {
            return false;
        }
        String rest = text.substring(scheme + 1);
        int hash = rest.indexOf('#');
        String fragment = hash < 0 ? "" : rest.substring(hash + 1);
        String hierarchy = hash < 0 ? rest : rest.substring(0, hash);
        int mark = hierarchy.indexOf('?');
        String query = mark < 0 ? "" : hierarchy.substring(mark + 1);
        String path = mark < 0 ? hierarchy : hierarchy.substring(0, mark);
        if (!consists(fragment, PATH + "?", international) || !consists(query, PATH + "?", international)) {
            return false;
        }
        if (path.startsWith("//")) {
            int slash = path.indexOf('/', 2);
            String authority = path.substring(2, slash < 0 ? path.length() : slash);
            return isAuthority(authority, international)
                    && consists(slash < 0 ? "" : path.substring(slash), PATH, international);
        }
        // RFC 3986, 4.2: the first segment of a relative reference has no colon
        int colon = path.indexOf(':');
        int slash = path.indexOf('/');
        boolean ambiguous = scheme < 0 && colon >= 0 && (slash < 0 || colon < slash);
        return !ambiguous && consists(path, PATH, international);
    }

    /** The colon behind a scheme, or -1. */
    private static int scheme(String text) {
        int i = 0;
        while (i < text.length() && isSchemePart(text.charAt(i), i)) {
            i++;
        }
        return i > 0 && i < text.length() && text.charAt(i) == ':' ? i : -1;
    }

    private static boolean isSchemePart(char c, int index) {
        boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
        return letter || (index > 0 && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'));
    }

    private static boolean isAuthority(String authority, boolean international) {
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        if (at >= 0 && !consists(authority.substring(0, at), "-._~!$&'()*+,;=:", international)) {
            return false;
        }
        int bracket = host.startsWith("[") ? host.indexOf(']') : -1;
        if (host.startsWith("[")) {
            return bracket > 0
                    && isIpLiteral(host.substring(1, bracket))
                    && (bracket + 1 == host.length() || isPort(host.substring(bracket + 1)));
        }
        int colon = host.indexOf(':');
        String name = colon < 0 ? host : host.substring(0, colon);
        return consists(name, "-._~!$&'()*+,;=", international) && (colon < 0 || isPort(host.substring(colon)));
    }

    private static boolean isIpLiteral(String literal) {
        return Addresses.isIpv6(literal) || literal.matches("[vV][0-9A-Fa-f]+\\.[-._~!$&'()*+,;=:A-Za-z0-9]+");
    }

    private static boolean isPort(String port) {
        return port.startsWith(":") && Simple.digits(port, 1) == port.length();
    }

    /** Whether a part has letters, digits, these and percent-encoded bytes only. */
    private static boolean consists(String part, String marks, boolean international) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%') {
                if (i + 2 >= part.length() || !Simple.isHex(part.charAt(i + 1)) || !Simple.isHex(part.charAt(i + 2))) {
                    return false;
                }
                i += 2;
            } else if (c < 128 ? !Character.isLetterOrDigit(c) && marks.indexOf(c) < 0 : !international || c < 0xA0) {
                return false;
            }
        }
        return true;
    }
}
