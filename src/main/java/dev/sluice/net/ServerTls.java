package dev.sluice.net;

import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ServerSSLOptions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a listener speaks TLS, with the provider of the Java runtime. Immutable.
 *
 * @param certificate PEM file: the certificate, then its chain
 * @param key PEM file, without a passphrase
 * @param clientCertificates PEM file of the authorities of client certificates; null: none are asked for
 * @param clientAuth whether clients have to have one
 * @param versions at least one
 */
public record ServerTls(
        Path certificate,
        Path key,
        @Nullable Path clientCertificates,
        ClientAuthentication clientAuth,
        List<TlsVersion> versions) {

    /** Whether clients authenticate themselves by a certificate (mutual TLS). */
    public enum ClientAuthentication {
        NONE(ClientAuth.NONE),
        /** Who has one shows it; who shows a wrong one is refused. */
        REQUEST(ClientAuth.REQUEST),
        REQUIRE(ClientAuth.REQUIRED);

        private final ClientAuth vertx;

        ClientAuthentication(ClientAuth vertx) {
            this.vertx = vertx;
        }
    }

    /**
     * What was made of the files.
     *
     * @param warnings one line each, with the file in it
     */
    public record Loaded(ServerSSLOptions options, List<String> warnings) {}

    public ServerTls {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("versions: none (expected: at least one)");
        }
        if (clientAuth != ClientAuthentication.NONE && clientCertificates == null) {
            throw new IllegalArgumentException("clientCertificates: missing (expected where clients are to have one)");
        }
    }

    /** The files, in the order in which they are read. */
    public List<Path> files() {
        return clientCertificates == null ? List.of(certificate, key) : List.of(certificate, key, clientCertificates);
    }

    /**
     * Reads the files. Blocks.
     *
     * @throws TlsException when one of them is wrong
     */
    public Loaded load(PemSource source, InstantSource clock) throws TlsException {
        Pem pem = new Pem(source, clock);
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(pem.identity(certificate, key))
                .setClientAuth(clientAuth.vertx)
                .setEnabledSecureTransportProtocols(names(versions));
        if (clientCertificates != null && clientAuth != ClientAuthentication.NONE) {
            options.setTrustOptions(new PemTrustOptions().addCertValue(pem.authorities(clientCertificates)));
        }
        return new Loaded(options, List.copyOf(pem.warnings()));
    }

    private static Set<String> names(List<TlsVersion> versions) {
        Set<String> names = new LinkedHashSet<>();
        versions.forEach(version -> names.add(version.text()));
        return names;
    }
}
