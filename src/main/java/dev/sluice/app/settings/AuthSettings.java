package dev.sluice.app.settings;

import dev.sluice.auth.CertificateName;
import dev.sluice.net.ServerTls.ClientAuthentication;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may call.
 *
 * @param tokens file with the callers' tokens, for the scheme that asks for some
 * @param certificateName what of a client's certificate is its caller's name
 */
public record AuthSettings(Scheme scheme, Optional<Path> tokens, CertificateName certificateName) {

    /** How callers say who they are. */
    public enum Scheme {
        /** They do not: everyone may act on every project. */
        NONE,
        /** By a token that a file knows. */
        TOKEN,
        /** By a client certificate. */
        CERTIFICATE
    }

    static final Setting<Scheme> SCHEME = new Setting<>(
            "auth.scheme",
            Scalars.oneOf(Scheme.class),
            Scheme.NONE,
            "How callers say who they are; none: everyone may act on every project; token: by one of auth.tokens, where the"
                    + " contract's securitySchemes want it, else in X-Auth-Token or Authorization: Bearer; certificate: by"
                    + " one of tls.clientCertificates. Holds for all contracts, mocked ones included.");
    static final Setting<Optional<Path>> TOKENS = new Setting<>(
            "auth.tokens",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "With scheme: token, a file of lines: the SHA-256 of a token, its caller's name, and perhaps the projects that it"
                    + " may act on, with commas between them. Read again when it changes.");
    static final Setting<CertificateName> CERTIFICATE_NAME = new Setting<>(
            "auth.certificateName",
            Scalars.oneOf(CertificateName.class),
            CertificateName.SUBJECT,
            "With scheme: certificate, the caller's name: the whole subject, its common name, or the first subject"
                    + " alternative name of a kind.");

    static final Section SECTION = new Section("auth", "Who may call.", List.of(SCHEME, TOKENS, CERTIFICATE_NAME));

    public AuthSettings {
        SCHEME.require(scheme);
        TOKENS.require(tokens);
        CERTIFICATE_NAME.require(certificateName);
    }

    static AuthSettings from(Values values) {
        Scheme scheme = values.get(SCHEME);
        boolean tokens = values.get(TOKENS).isPresent();
        values.check(scheme == Scheme.TOKEN || !tokens, SCHEME, TOKENS, "token, since auth.tokens is set");
        values.check(scheme != Scheme.TOKEN || tokens, TOKENS, SCHEME, "a file, since auth.scheme is token");
        checkCertificates(values, scheme != Scheme.CERTIFICATE);
        values.check(
                scheme == Scheme.NONE || values.get(MockSettings.SECURITY) != MockSettings.Security.OFF,
                MockSettings.SECURITY,
                SCHEME,
                "presence, since auth.scheme asks callers of mocks, too");
        return new AuthSettings(scheme, values.get(TOKENS), values.get(CERTIFICATE_NAME));
    }

    /** Who is to be known by a certificate has to be asked for one. */
    private static void checkCertificates(Values values, boolean unneeded) {
        String reason = ", since auth.scheme is certificate";
        values.check(
                unneeded || values.get(TlsSettings.KEYS.certificate).isPresent(),
                TlsSettings.KEYS.certificate,
                SCHEME,
                "a file" + reason);
        values.check(
                unneeded || values.get(TlsSettings.KEYS.clientCertificates).isPresent(),
                TlsSettings.KEYS.clientCertificates,
                SCHEME,
                "a file" + reason);
        values.check(
                unneeded || values.get(TlsSettings.KEYS.clientAuth) != ClientAuthentication.NONE,
                TlsSettings.KEYS.clientAuth,
                SCHEME,
                "request or require" + reason);
    }
}
