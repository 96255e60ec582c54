package dev.sluice.app.settings;

import dev.sluice.net.ServerTls.ClientAuthentication;
import dev.sluice.net.TlsVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TLS of a listener.
 *
 * @param certificate PEM file; absent: plain text
 * @param key PEM file; given together with the certificate
 * @param clientCertificates PEM file of the authorities of client certificates
 * @param protocols at least one
 */
public record TlsSettings(
        Optional<Path> certificate,
        Optional<Path> key,
        Optional<Path> clientCertificates,
        ClientAuthentication clientAuth,
        List<TlsVersion> protocols) {

    /** Of the listener of contracts. */
    static final TlsKeys KEYS = new TlsKeys("tls", "TLS where clients call.");

    public TlsSettings {
        KEYS.certificate.require(certificate);
        KEYS.key.require(key);
        KEYS.clientCertificates.require(clientCertificates);
        KEYS.clientAuth.require(clientAuth);
        KEYS.protocols.require(protocols);
    }
}
