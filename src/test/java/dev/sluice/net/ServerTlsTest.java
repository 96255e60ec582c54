package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.net.ServerTls.ClientAuthentication;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import io.vertx.core.http.ClientAuth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of PEM files, and what is said of wrong ones. */
class ServerTlsTest {

    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final Identity SERVER = TestCertificates.signedBy(AUTHORITY, "server");
    private static final Identity OTHER = TestCertificates.signedBy(AUTHORITY, "other");

    @TempDir
    private Path folder = Path.of("");

    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void write() {
        certificate = SERVER.certificateIn(folder);
        key = SERVER.keyIn(folder);
    }

    private ServerTls.Loaded load() throws TlsException {
        return new ServerTls(certificate, key, null, ClientAuthentication.NONE, List.of(TlsVersion.values()))
                .load(PemSource.FILES, InstantSource.system());
    }

    @Test
    void readsACertificateWithItsChain() throws Exception {
        Files.writeString(certificate, "notes\n" + SERVER.certificate() + AUTHORITY.certificate());

        ServerTls.Loaded loaded = load();

        assertThat(loaded.warnings()).isEmpty();
        assertThat(loaded.options().getKeyCertOptions()).isNotNull();
        assertThat(loaded.options().getClientAuth()).isEqualTo(ClientAuth.NONE);
    }

    @Test
    void asksForClientCertificates() throws Exception {
        Path authorities = AUTHORITY.certificateIn(folder);
        ServerTls tls =
                new ServerTls(certificate, key, authorities, ClientAuthentication.REQUIRE, List.of(TlsVersion.TLS_1_3));

        ServerTls.Loaded loaded = tls.load(PemSource.FILES, InstantSource.system());

        assertThat(tls.files()).containsExactly(certificate, key, authorities);
        assertThat(loaded.options().getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
        assertThat(loaded.options().getTrustOptions()).isNotNull();
        assertThat(loaded.options().getEnabledSecureTransportProtocols()).containsExactly("TLSv1.3");
    }

    @ParameterizedTest
    @CsvSource({
        "-3, -1, has expired",
        "1, 2, is not valid before",
    })
    void warnsOfDates(int from, int to, String expected) throws Exception {
        Identity dated = TestCertificates.signedBy(AUTHORITY, "dated", Duration.ofDays(from), Duration.ofDays(to));
        certificate = dated.certificateIn(folder);
        key = dated.keyIn(folder);

        assertThat(load().warnings()).singleElement().asString().contains("dated.pem", expected);
    }

    @Test
    void tellsAMissingFile() {
        certificate = folder.resolve("nowhere.pem");

        assertThatThrownBy(this::load)
                .isInstanceOf(TlsException.class)
                .hasMessage(certificate + ": no such file (expected: a PEM file)");
    }

    @Test
    void tellsAFolder() {
        key = folder;

        assertThatThrownBy(this::load).isInstanceOf(TlsException.class).hasMessageContaining("cannot be read");
    }

    @Test
    void tellsAKeyOfAnotherCertificate() {
        key = OTHER.keyIn(folder);

        assertThatThrownBy(this::load)
                .isInstanceOf(TlsException.class)
                .hasMessageStartingWith(key + ": is not the key of " + certificate);
    }

    @ParameterizedTest
    @CsvSource({
        "certificate, nothing, holds no certificate",
        "certificate, '-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n', certificate 1 is malformed",
        "certificate, '-----BEGIN CERTIFICATE-----\nQUJD\n', holds no certificate",
        "key, nothing, holds no key",
        "key, '-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n', the key is malformed",
        "key, '-----BEGIN PRIVATE KEY-----\nQUJD\n', the key is malformed",
        "key, '-----BEGIN ENCRYPTED PRIVATE KEY-----\nQUJD\n-----END ENCRYPTED PRIVATE KEY-----\n', is encrypted",
        "key, '-----BEGIN DSA PRIVATE KEY-----\nQUJD\n-----END DSA PRIVATE KEY-----\n', the key is malformed",
    })
    void tellsWhatAFileDoesNotHold(String which, String text, String expected) throws IOException {
        Path file = which.equals("key") ? key : certificate;
        Files.writeString(file, text);

        assertThatThrownBy(this::load)
                .isInstanceOf(TlsException.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("QUJD");
    }
}
