package dev.sluice.proxy.upstream;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How targets with {@code https} are spoken to.
 *
 * @param trust PEM file of the authorities that are trusted; null: those of the Java runtime
 * @param certificate PEM file of our own certificate, for those that ask for one; null: none
 * @param key PEM file of its private key; given together with the certificate
 * @param verify whether certificate and host name are checked; false only for tests
 * @param serverName asked for (SNI) and expected in the certificate; null: the host of the target's URL
 */
public record TlsSettings(
        @Nullable Path trust,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean verify,
        @Nullable String serverName) {

    public static final TlsSettings DEFAULT = new TlsSettings(null, null, null, true, null);

    /** @throws IllegalArgumentException with one fault per line, each beginning with its key */
    public TlsSettings {
        new SettingFaults()
                .when(certificate != null && key == null, "tls.key: missing (expected: the key of tls.certificate)")
                .when(certificate == null && key != null, "tls.certificate: missing (expected: the one of tls.key)")
                .when(serverName != null && serverName.isBlank(), "tls.serverName: empty (expected: a host name)")
                .check();
    }
}
