package dev.sluice.schema.format;

import java.text.Normalizer;

/** Mailboxes of RFC 5321, 4.1.2, and of RFC 6531. */
final class Emails {

    private static final String ATOM = "!#$%&'*+-/=?^_`{|}~";

    private Emails() {}

    static boolean accepts(String text, boolean international) {
        int at = text.lastIndexOf('@');
        if (at <= 0) {
            return false;
        }
        String local = text.substring(0, at);
        String domain = Normalizer.normalize(text.substring(at + 1), Normalizer.Form.NFC);
        boolean quoted = local.length() > 1 && local.startsWith("\"") && local.endsWith("\"");
        return (quoted ? isQuoted(local, international) : isAtoms(local, international))
                && (domain.startsWith("[") ? isLiteral(domain) : Hostnames.accepts(domain, international));
    }

    private static boolean isAtoms(String local, boolean international) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.chars()
                        .allMatch(c -> c == '.'
                                || ATOM.indexOf(c) >= 0
                                || (c < 128 ? Character.isLetterOrDigit(c) : international));
    }

    private static boolean isQuoted(String local, boolean international) {
        for (int i = 1; i < local.length() - 1; i++) {
            char c = local.charAt(i);
            i += c == '\\' ? 1 : 0;
            if (c == '"' || c < ' ' || c == 0x7F || (c > 0x7F && !international) || i == local.length() - 1) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLiteral(String domain) {
        if (!domain.endsWith("]")) {
            return false;
        }
        String address = domain.substring(1, domain.length() - 1);
        return address.regionMatches(true, 0, "IPv6:", 0, 5)
                ? Addresses.isIpv6(address.substring(5))
                : Addresses.isIpv4(address);
    }
}
