package dev.sluice.ratelimit;

import io.netty.util.NetUtil;
import java.util.HexFormat;

/** What of an address tells one client from another. */
final class AddressGroup {

    /** A network of 64 bits is what one customer gets at least (RFC 6177): within it addresses cost nothing. */
    private static final int NETWORK_BYTES = 8;

    private static final int MAPPED_FROM = 12;

    private AddressGroup() {}

    /**
     * An IPv4 address as it is, also one that is mapped into IPv6; of IPv6 the first 64 bits. What is no address is its
     * own group.
     */
    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return address;
        }
        if (bytes.length == 4) {
            return NetUtil.bytesToIpAddress(bytes);
        }
        if (isMapped(bytes)) {
            return NetUtil.bytesToIpAddress(bytes, MAPPED_FROM, 4);
        }
        return HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) + "/64";
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }
}
