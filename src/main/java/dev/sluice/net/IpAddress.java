package dev.sluice.net;

import org.jspecify.annotations.Nullable;

/**
 * An address, read without looking anything up. One of IPv4 is held as IPv6 has it ({@code ::ffff:a.b.c.d}), and the
 * two are the same.
 *
 * @param high the first eight bytes
 * @param low the last eight
 */
record IpAddress(long high, long low) {

    private static final long V4 = 0xFFFFL << 32;
    private static final int GROUPS = 8;

    boolean isV4() {
        return high == 0 && low >>> 32 == 0xFFFFL;
    }

    /** @return null when the characters are no address; a zone ({@code %eth0}) is none */
    static @Nullable IpAddress parse(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == ':') {
                return v6(text, from, to);
            }
        }
        long v4 = v4(text, from, to);
        return v4 < 0 ? null : new IpAddress(0, V4 | v4);
    }

    /** Four numbers without leading zeros, which some would take for octal ones; -1 when there are none. */
    private static long v4(String text, int from, int to) {
        long address = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            int number = 0;
            int start = at;
            while (at < to && at - start < 3 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
                number = 10 * number + text.charAt(at++) - '0';
            }
            boolean last = part == 3;
            if (at == start
                    || number > 255
                    || (at - start > 1 && text.charAt(start) == '0')
                    || (last ? at != to : at == to || text.charAt(at++) != '.')) {
                return -1;
            }
            address = address << 8 | number;
        }
        return address;
    }

    private static @Nullable IpAddress v6(String text, int from, int to) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = from;
        if (text.startsWith("::", from) && to - from >= 2) {
            gap = 0;
            at += 2;
        }
        while (at < to) {
            int end = endOfGroup(text, at, to);
            if (end < to && text.charAt(end) == '.') {
                long v4 = count <= GROUPS - 2 ? v4(text, at, to) : -1;
                if (v4 < 0) {
                    return null;
                }
                groups[count++] = (int) (v4 >>> 16);
                groups[count++] = (int) (v4 & 0xFFFF);
                break;
            }
            int group = group(text, at, end);
            if (group < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = group;
            at = end;
            if (at == to) {
                break;
            }
            if (at + 1 == to) {
                // one colon at the end
                return null;
            }
            if (text.charAt(at + 1) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
            at++;
        }
        return spread(groups, count, gap);
    }

    private static int endOfGroup(String text, int from, int to) {
        int end = from;
        while (end < to && text.charAt(end) != ':' && text.charAt(end) != '.') {
            end++;
        }
        return end;
    }

    private static int group(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int group = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0 || text.charAt(i) > 'f') {
                return -1;
            }
            group = group << 4 | digit;
        }
        return group;
    }

    /** Puts zeros into the gap that {@code ::} has left; it stands for one group at least. */
    private static @Nullable IpAddress spread(int[] groups, int count, int gap) {
        if (gap < 0 ? count != GROUPS : count >= GROUPS) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int zeros = GROUPS - count;
            int group = gap < 0 || i < gap ? groups[i] : i < gap + zeros ? 0 : groups[i - zeros];
            if (i < 4) {
                high = high << 16 | group;
            } else {
                low = low << 16 | group;
            }
        }
        return new IpAddress(high, low);
    }

    /** One text for each address: eight groups, or four numbers. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (isV4()) {
            for (int shift = 24; shift >= 0; shift -= 8) {
                text.append(low >>> shift & 0xFF).append(shift == 0 ? "" : ".");
            }
            return text.toString();
        }
        for (int i = 0; i < GROUPS; i++) {
            long half = i < 4 ? high : low;
            text.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (i % 4)) & 0xFFFF));
        }
        return text.toString();
    }
}
