package dev.sluice.schema.format;

import java.util.regex.Pattern;

/** Formats that are short to say. */
final class Simple {

    /** RFC 3339, appendix A. */
    private static final Pattern DURATION = Pattern.compile("P(?:[0-9]++W"
            + "|(?=[0-9T])(?:[0-9]++Y(?:[0-9]++M(?:[0-9]++D)?)?|[0-9]++M(?:[0-9]++D)?|[0-9]++D)?"
            + "(?:T(?:[0-9]++H(?:[0-9]++M(?:[0-9]++S)?)?|[0-9]++M(?:[0-9]++S)?|[0-9]++S))?)");

    /** RFC 6570, 2; an apostrophe counts as a literal, as the JSON-Schema-Test-Suite has it. */
    private static final Pattern TEMPLATE;

    static {
        String character = "(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})";
        String name = character + "(?:\\.?" + character + ")*+";
        String variable = name + "(?::[1-9][0-9]{0,3}|\\*)?";
        String expression = "\\{[+#./;?&=,!@|]?" + variable + "(?:," + variable + ")*+}";
        String literal = "[^\\x00-\\x20\"%<>\\\\^`{|}\\x7F]|%[0-9A-Fa-f]{2}";
        TEMPLATE = Pattern.compile("(?:" + literal + "|" + expression + ")*+");
    }

    private Simple() {}

    static boolean isDuration(String text) {
        return DURATION.matcher(text).matches();
    }

    static boolean isUriTemplate(String text) {
        return TEMPLATE.matcher(text).matches();
    }

    static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : !isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** RFC 6901. */
    static boolean isPointer(String text) {
        if (!text.isEmpty() && text.charAt(0) != '/') {
            return false;
        }
        for (int i = text.indexOf('~'); i >= 0; i = text.indexOf('~', i + 1)) {
            if (i + 1 == text.length() || (text.charAt(i + 1) != '0' && text.charAt(i + 1) != '1')) {
                return false;
            }
        }
        return true;
    }

    static boolean isRelativePointer(String text) {
        int stop = digits(text, 0);
        boolean number = stop == 1 || (stop > 1 && text.charAt(0) != '0');
        String rest = text.substring(stop);
        return number && (rest.equals("#") || isPointer(rest));
    }

    /** Behind the ASCII digits that begin at {@code p}. */
    static int digits(String text, int p) {
        int q = p;
        while (q < text.length() && text.charAt(q) >= '0' && text.charAt(q) <= '9') {
            q++;
        }
        return q;
    }

    static boolean isHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
