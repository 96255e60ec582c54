package dev.sluice.app.settings;

import dev.sluice.net.ServerTls.ClientAuthentication;
import dev.sluice.net.TlsVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The settings of TLS, which are the same for each listener that has some. Immutable. */
final class TlsKeys {

    final Setting<Optional<Path>> certificate;
    final Setting<Optional<Path>> key;
    final Setting<Optional<Path>> clientCertificates;
    final Setting<ClientAuthentication> clientAuth;
    final Setting<List<TlsVersion>> protocols;
    final Section section;

    /**
     * @param name of the section: {@code tls}
     * @param where it is spoken: {@code TLS where clients call.}
     */
    TlsKeys(String name, String where) {
        certificate = new Setting<>(
                name + ".certificate",
                new OptionalType<>(Addresses.path()),
                Optional.empty(),
                "PEM file with the certificate and its chain. Absent: plain text. Certificate, key and clientCertificates are"
                        + " read again when they change.");
        key = new Setting<>(
                name + ".key",
                new OptionalType<>(Addresses.path()),
                Optional.empty(),
                "PEM file with the key of the certificate, without a passphrase.");
        clientCertificates = new Setting<>(
                name + ".clientCertificates",
                new OptionalType<>(Addresses.path()),
                Optional.empty(),
                "PEM file with the authorities whose client certificates are accepted.");
        clientAuth = new Setting<>(
                name + ".clientAuth",
                Scalars.oneOf(ClientAuthentication.class),
                ClientAuthentication.NONE,
                "require refuses clients without such a certificate, request refuses those with a wrong one, none asks for"
                        + " none.");
        protocols = new Setting<>(
                name + ".protocols",
                new ListType<>(
                        Scalars.tlsVersion(),
                        "a list of TLSv1.2 and TLSv1.3",
                        new Rule<>(versions -> !versions.isEmpty(), "at least one")),
                List.of(TlsVersion.values()),
                "Versions of TLS that are spoken.");
        section = new Section(name, where, List.of(certificate, key, clientCertificates, clientAuth, protocols));
    }

    TlsSettings from(Values values) {
        boolean given = values.get(certificate).isPresent();
        boolean asksClients = values.get(clientAuth) != ClientAuthentication.NONE;
        values.check(given || values.get(key).isEmpty(), certificate, key, "a file, since " + key.key() + " is set");
        values.check(
                !given || values.get(key).isPresent(),
                key,
                certificate,
                "a file, since " + certificate.key() + " is set");
        values.check(given || !asksClients, clientAuth, certificate, "none, or " + certificate.key());
        values.check(
                !asksClients || values.get(clientCertificates).isPresent(),
                clientAuth,
                clientCertificates,
                "none, or " + clientCertificates.key());
        return new TlsSettings(
                values.get(certificate),
                values.get(key),
                values.get(clientCertificates),
                values.get(clientAuth),
                values.get(protocols));
    }
}
