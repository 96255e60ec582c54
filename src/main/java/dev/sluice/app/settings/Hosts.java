package dev.sluice.app.settings;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and names of hosts. Looks nothing up. */
final class Hosts {

    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final Pattern DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");

    private Hosts() {}

    static Optional<String> parse(String text) {
        return valid(text) ? Optional.of(text) : Optional.empty();
    }

    private static boolean valid(String text) {
        if (text.indexOf(':') >= 0) {
            return IPV6.matcher(text).matches() && literal(text);
        }
        if (DIGITS_AND_DOTS.matcher(text).matches()) {
            return IPV4.matcher(text).matches();
        }
        return text.length() <= 253 && NAME.matcher(text).matches();
    }

    /** A text with a colon is never looked up. */
    private static boolean literal(String text) {
        try {
            return InetAddress.getByName(text).getHostAddress() != null;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
