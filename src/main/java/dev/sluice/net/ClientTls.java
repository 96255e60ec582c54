package dev.sluice.net;

import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a client speaks TLS with its servers, with the provider of the Java runtime. Immutable.
 *
 * @param trust PEM file of the authorities that are trusted; null: those of the Java runtime
 * @param certificate PEM file of the client's own certificate, with its chain; null: none
 * @param key PEM file of its key; given together with it
 * @param verify whether the server's certificate and its name are checked
 */
public record ClientTls(
        @Nullable Path trust,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean verify) {

    /** The authorities of the Java runtime, no certificate of its own, everything checked. */
    public static final ClientTls DEFAULT = new ClientTls(null, null, null, true);

    /**
     * What was made of the files.
     *
     * @param warnings one line each
     */
    public record Loaded(ClientSSLOptions options, List<String> warnings) {}

    public ClientTls {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException("certificate and key: one of them (expected: both, or none)");
        }
    }

    /**
     * Reads the files. Blocks.
     *
     * @throws TlsException when one of them is wrong
     */
    public Loaded load(PemSource source, InstantSource clock) throws TlsException {
        Pem pem = new Pem(source, clock);
        ClientSSLOptions options = new ClientSSLOptions().setHostnameVerificationAlgorithm(verify ? "HTTPS" : "");
        if (certificate != null && key != null) {
            options.setKeyCertOptions(pem.identity(certificate, key));
        }
        if (!verify) {
            options.setTrustAll(true);
            pem.warnings()
                    .add("verify: false: whoever answers at the server's address is believed to be the server,"
                            + " and can read and change everything (expected outside of tests: true)");
        } else if (trust != null) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(pem.authorities(trust)));
        }
        return new Loaded(options, List.copyOf(pem.warnings()));
    }
}
