package dev.sluice.net;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads PEM files (RFC 7468) and judges them before TLS is built of them, so that a fault is told by the file that has
 * it. Nothing of what is read is told. Confined to one thread.
 */
final class Pem {

    private static final Pattern CERTIFICATE =
            Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");
    private static final char[] PASSWORD = "dummdummydummydummydummydummydummy".toCharArray();

    private final PemSource source;
    private final InstantSource clock;
    private final List<String> warnings = new ArrayList<>();

    Pem(PemSource source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /** What is not as it should be, but does not keep TLS from working. */
    List<String> warnings() {
        return warnings;
    }

    /** A certificate with its chain, and the key that belongs to it. */
    PemKeyCertOptions identity(Path certificate, Path key) throws TlsException {
        byte[] chain = bytes(certificate);
        byte[] secret = bytes(key);
        X509Certificate own = certificates(certificate, chain).get(0);
        PemKeyCertOptions options =
                new PemKeyCertOptions().addCertValue(Buffer.buffer(chain)).addKeyValue(Buffer.buffer(secret));
        if (!belong(privateKey(key, secret, options), own)) {
            throw new TlsException(
                    key + ": is not the key of " + certificate + " (expected: the key of the first certificate in it)");
        }
        return options;
    }

    /** The certificates of authorities. */
    Buffer authorities(Path file) throws TlsException {
        byte[] bytes = bytes(file);
        certificates(file, bytes);
        return Buffer.buffer(bytes);
    }

    private byte[] bytes(Path file) throws TlsException {
        try {
            return source.read(file);
        } catch (NoSuchFileException missing) {
            throw new TlsException(file + ": no such file (expected: a PEM file)", missing);
        } catch (IOException unreadable) {
            throw new TlsException(file + ": cannot be read (expected: a PEM file)", unreadable);
        }
    }

    private List<X509Certificate> certificates(Path file, byte[] bytes) throws TlsException {
        List<X509Certificate> found = new ArrayList<>();
        Matcher each = CERTIFICATE.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (each.find()) {
                byte[] one = each.group().getBytes(StandardCharsets.ISO_8859_1);
                if (factory.generateCertificate(new ByteArrayInputStream(one)) instanceof X509Certificate known) {
                    found.add(known);
                }
            }
        } catch (GeneralSecurityException malformed) {
            throw new TlsException(
                    file + ": certificate " + (found.size() + 1) + " is malformed (expected: X.509 in PEM)", malformed);
        }
        if (found.isEmpty()) {
            throw new TlsException(file + ": holds no certificate (expected: PEM with -----BEGIN CERTIFICATE-----)");
        }
        warnOfDates(file, found.get(0));
        return found;
    }

    private void warnOfDates(Path file, X509Certificate certificate) {
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateExpiredException over) {
            warnings.add(file + ": the certificate has expired on "
                    + certificate.getNotAfter().toInstant());
        } catch (CertificateNotYetValidException early) {
            warnings.add(file + ": the certificate is not valid before "
                    + certificate.getNotBefore().toInstant());
        }
    }

    private static PrivateKey privateKey(Path file, byte[] bytes, PemKeyCertOptions options) throws TlsException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || text.contains("Proc-Type: 4,ENCRYPTED")) {
            throw new TlsException(file + ": the key is encrypted (expected: one without a passphrase)");
        }
        if (!text.contains("PRIVATE KEY-----")) {
            throw new TlsException(file + ": holds no key (expected: PEM with -----BEGIN PRIVATE KEY-----)");
        }
        try {
            // the values are there: nothing is looked up through a Vertx
            KeyStore store = options.loadKeyStore(null);
            if (store.getKey(store.aliases().nextElement(), PASSWORD) instanceof PrivateKey key) {
                return key;
            }
        } catch (Exception malformed) { // as its signature has it
            // its words may repeat what the file holds
            throw new TlsException(file + ": the key is malformed (expected: RSA or EC, in PKCS #8, PKCS #1 or SEC 1)");
        }
        throw new TlsException(file + ": holds no private key (expected: RSA or EC)");
    }

    /** What the key signs, the certificate confirms. */
    private static boolean belong(PrivateKey key, X509Certificate certificate) {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        try {
            byte[] anything = certificate.getSerialNumber().toByteArray();
            String algorithm = key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(anything);
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(anything);
            return signature.verify(signed);
        } catch (GeneralSecurityException differs) {
            return false;
        }
    }
}
