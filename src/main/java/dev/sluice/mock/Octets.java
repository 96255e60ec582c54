package dev.sluice.mock;

import dev.sluice.contract.OctetBounds;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bytes for media types that are no text: the smallest that a reader of the type takes, where it is known. */
final class Octets {

    /** Nobody asks a mock for more. */
    private static final long MOST = 16 * 1024 * 1024;

    private static final byte[] SOME = new byte[16];

    /** A picture of one transparent pixel, an archive of nothing, and their like. */
    private static final Map<String, byte[]> SMALLEST = Map.of(
            "image/png",
                    bytes("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJg"
                            + "gg=="),
            "image/gif", bytes("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"),
            "image/svg+xml",
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>"
                            .getBytes(StandardCharsets.UTF_8),
            "application/zip", bytes("UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA=="),
            "application/gzip", bytes("H4sIAAAAAAAC/wMAAAAAAAAAAAA="));

    private Octets() {}

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    /**
     * @param type without parameters
     * @param bounds of the length, or null
     * @return null where the shortest that is allowed is longer than a mock answers
     */
    static @Nullable Buffer of(String type, @Nullable OctetBounds bounds) {
        byte[] smallest = SMALLEST.getOrDefault(type, SOME);
        if (bounds == null) {
            return Buffer.buffer(smallest);
        }
        long length = Math.max(
                bounds.least().octets(), Math.min(smallest.length, bounds.most().octets()));
        return length > MOST ? null : Buffer.buffer(java.util.Arrays.copyOf(smallest, (int) length));
    }
}
