package dev.sluice.schema.format;

/** IP addresses: RFC 2673, 3.2 and RFC 4291, 2.2. */
final class Addresses {

    private static final int GROUPS = 8;

    private Addresses() {}

    static boolean isIpv4(String text) {
        int p = 0;
        for (int i = 0; i < 4; i++) {
            int stop = Simple.digits(text, p);
            int length = stop - p;
            boolean fits = length > 0
                    && length <= 3
                    && (length == 1 || text.charAt(p) != '0')
                    && Integer.parseInt(text, p, stop, 10) <= 255;
            boolean separated = i == 3 ? stop == text.length() : stop < text.length() && text.charAt(stop) == '.';
            if (!fits || !separated) {
                return false;
            }
            p = stop + 1;
        }
        return true;
    }

    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == GROUPS;
        }
        int before = gap == 0 ? 0 : groups(text.substring(0, gap), false);
        int after = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), true);
        return before >= 0 && after >= 0 && before + after < GROUPS;
    }

    /** How many groups there are, or -1 when one is wrong. */
    private static int groups(String text, boolean last) {
        if (text.length() > 45) {
            return -1;
        }
        String[] groups = text.split(":", -1);
        for (int i = 0; i < groups.length; i++) {
            if (last && i == groups.length - 1 && isIpv4(groups[i])) {
                return groups.length + 1;
            }
            if (!isGroup(groups[i])) {
                return -1;
            }
        }
        return groups.length;
    }

    private static boolean isGroup(String group) {
        return !group.isEmpty() && group.length() <= 4 && group.chars().allMatch(Simple::isHex);
    }
}
