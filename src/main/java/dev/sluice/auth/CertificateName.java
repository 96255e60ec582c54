package dev.sluice.auth;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What of a client's certificate is the name of its caller. */
public enum CertificateName {
    /** The whole subject, as RFC 2253 writes it. */
    SUBJECT("a subject"),
    /** The common name of the subject, the most specific one. */
    COMMON_NAME("a common name"),
    /** The first subject alternative name that is a host's. */
    DNS("a DNS name"),
    /** The first that is a URI, such as a SPIFFE id. */
    URI("a URI"),
    /** The first that is an address of e-mail. */
    EMAIL("an address of e-mail");

    /** Kinds of subject alternative names, RFC 5280, 4.2.1.6. */
    private static final int RFC822_NAME = 1;

    private static final int DNS_NAME = 2;
    private static final int RESOURCE_IDENTIFIER = 6;

    private final String text;

    CertificateName(String text) {
        this.text = text;
    }

    /** With its article. */
    String text() {
        return text;
    }

    /** @return null where the certificate has no such name */
    @Nullable
    String of(X509Certificate certificate) {
        String name = switch (this) {
            case SUBJECT -> certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
            case COMMON_NAME -> commonName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
            case DNS -> alternative(certificate, DNS_NAME);
            case URI -> alternative(certificate, RESOURCE_IDENTIFIER);
            case EMAIL -> alternative(certificate, RFC822_NAME);
        };
        return name == null || name.isBlank() ? null : name;
    }

    private static @Nullable String commonName(String subject) {
        try {
            List<Rdn> parts = new LdapName(subject).getRdns();
            for (int i = parts.size() - 1; i >= 0; i--) {
                if (parts.get(i).getType().equalsIgnoreCase("CN")
                        && parts.get(i).getValue() instanceof String name) {
                    return name;
                }
            }
            return null;
        } catch (InvalidNameException unreadable) {
            return null;
        }
    }

    private static @Nullable String alternative(X509Certificate certificate, int kind) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            for (List<?> name : names == null ? List.<List<?>>of() : names) {
                if (name.get(0) instanceof Integer found && found == kind && name.get(1) instanceof String text) {
                    return text;
                }
            }
            return null;
        } catch (CertificateParsingException unreadable) {
            return null;
        }
    }
}
