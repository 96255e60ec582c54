package dev.sluice.control;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** Whose requests the control side answers: of everybody, or of those who show a token. Immutable. */
public final class ControlAccess {

    /** For a port that nobody else reaches. */
    public static final ControlAccess OPEN = new ControlAccess(null, false);

    private final byte @Nullable [] digest;
    private final boolean guardsMetrics;

    private ControlAccess(byte @Nullable [] digest, boolean guardsMetrics) {
        this.digest = digest;
        this.guardsMetrics = guardsMetrics;
    }

    /** @param guardsMetrics whether {@code /metrics} asks for it too */
    public static ControlAccess withToken(String token, boolean guardsMetrics) {
        return new ControlAccess(digest(token), guardsMetrics);
    }

    boolean asksForToken() {
        return digest != null;
    }

    boolean guardsMetrics() {
        return guardsMetrics;
    }

    /** Takes as long for any text of a length: digests are compared, and all of their bytes. */
    boolean admits(String token) {
        return digest == null || MessageDigest.isEqual(digest, digest(token));
    }

    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
