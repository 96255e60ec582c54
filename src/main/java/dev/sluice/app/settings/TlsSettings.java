package dev.sluice.app.settings;

import dev.sluice.net.ServerTls.ClientAuthentication;
import dev.sluice.net.TlsVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * TLS where clients call.
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

    static final Setting<Optional<Path>> CERTIFICATE = new Setting<>(
            "tls.certificate",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "PEM file with the certificate and its chain. Absent: plain text. Certificate, key and clientCertificates are"
                    + " read again when they change.");
    static final Setting<Optional<Path>> KEY = new Setting<>(
            "tls.key",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "PEM file with the key of the certificate, without a passphrase.");
    static final Setting<Optional<Path>> CLIENT_CERTIFICATES = new Setting<>(
            "tls.clientCertificates",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "PEM file with the authorities whose client certificates are accepted.");
    static final Setting<ClientAuthentication> CLIENT_AUTH = new Setting<>(
            "tls.clientAuth",
            Scalars.oneOf(ClientAuthentication.class),
            ClientAuthentication.NONE,
            "require refuses clients without such a certificate, request refuses those with a wrong one, none asks for"
                    + " none.");
    static final Setting<List<TlsVersion>> PROTOCOLS = new Setting<>(
            "tls.protocols",
            new ListType<>(
                    Scalars.tlsVersion(),
                    "a list of TLSv1.2 and TLSv1.3",
                    new Rule<>(protocols -> !protocols.isEmpty(), "at least one")),
            List.of(TlsVersion.values()),
            "Versions of TLS that are spoken.");

    static final Section SECTION = new Section(
            "tls", "TLS where clients call.", List.of(CERTIFICATE, KEY, CLIENT_CERTIFICATES, CLIENT_AUTH, PROTOCOLS));

    public TlsSettings {
        CERTIFICATE.require(certificate);
        KEY.require(key);
        CLIENT_CERTIFICATES.require(clientCertificates);
        CLIENT_AUTH.require(clientAuth);
        PROTOCOLS.require(protocols);
    }

    static TlsSettings from(Values values) {
        boolean certificate = values.get(CERTIFICATE).isPresent();
        boolean asksClients = values.get(CLIENT_AUTH) != ClientAuthentication.NONE;
        values.check(certificate || values.get(KEY).isEmpty(), CERTIFICATE, KEY, "a file, since tls.key is set");
        values.check(
                !certificate || values.get(KEY).isPresent(), KEY, CERTIFICATE, "a file, since tls.certificate is set");
        values.check(certificate || !asksClients, CLIENT_AUTH, CERTIFICATE, "none, or tls.certificate");
        values.check(
                !asksClients || values.get(CLIENT_CERTIFICATES).isPresent(),
                CLIENT_AUTH,
                CLIENT_CERTIFICATES,
                "none, or tls.clientCertificates");
        return new TlsSettings(
                values.get(CERTIFICATE),
                values.get(KEY),
                values.get(CLIENT_CERTIFICATES),
                values.get(CLIENT_AUTH),
                values.get(PROTOCOLS));
    }
}
