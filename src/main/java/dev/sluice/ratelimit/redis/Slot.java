package dev.sluice.ratelimit.redis;

import java.nio.charset.StandardCharsets;

/**
 * The part of a cluster that a key belongs to.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#key-distribution-model">Key
 *     distribution model</a>
 */
final class Slot {

    /** How many there are. */
    static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;

    /** Of CRC-16/XMODEM. */
    private static final int[] TABLE = table();

    private Slot() {}

    private static int[] table() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ ((crc & 0x8000) == 0 ? 0 : POLYNOMIAL);
            }
            table[i] = crc & 0xffff;
        }
        return table;
    }

    static int of(String key) {
        int open = key.indexOf('{');
        int close = open < 0 ? -1 : key.indexOf('}', open);
        String hashed = close > open + 1 ? key.substring(open + 1, close) : key;
        int crc = 0;
        for (byte one : hashed.getBytes(StandardCharsets.UTF_8)) {
            crc = (crc << 8 ^ TABLE[(crc >>> 8 ^ one) & 0xff]) & 0xffff;
        }
        return crc % COUNT;
    }
}
