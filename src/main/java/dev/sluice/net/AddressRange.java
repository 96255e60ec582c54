package dev.sluice.net;

import org.jspecify.annotations.Nullable;

/**
 * Addresses that begin with the same bits (RFC 4632, 3.1; RFC 4291, 2.3).
 *
 * @param bits that are the same, of the 128 of an IPv6 address
 */
record AddressRange(IpAddress first, int bits) {

    /** @param text an address, perhaps with {@code /} and the number of bits */
    static @Nullable AddressRange parse(String text) {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(text, 0, slash < 0 ? text.length() : slash);
        if (address == null) {
            return null;
        }
        int most = address.isV4() ? 32 : 128;
        int bits = slash < 0 ? most : number(text, slash + 1, most);
        if (bits < 0) {
            return null;
        }
        return new AddressRange(address, bits + 128 - most);
    }

    /** @return -1 when it is none from 0 to {@code most} */
    private static int number(String text, int from, int most) {
        int length = text.length() - from;
        if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = 10 * number + c - '0';
        }
        return number <= most ? number : -1;
    }

    boolean contains(IpAddress address) {
        if (address.isV4() != first.isV4()) {
            return false;
        }
        long highMask = bits >= 64 ? -1L : bits == 0 ? 0 : -1L << (64 - bits);
        long lowMask = bits <= 64 ? 0 : -1L << (128 - bits);
        return ((address.high() ^ first.high()) & highMask) == 0 && ((address.low() ^ first.low()) & lowMask) == 0;
    }
}
