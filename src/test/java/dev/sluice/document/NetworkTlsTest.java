package dev.sluice.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose certificate is wrong gives no documents. */
class NetworkTlsTest {

    private static final String PASSWORD = "for-a-test";

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;

    NetworkTlsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private Path certificate(String name) throws IOException, InterruptedException {
        Path file = folder.resolve("server.p12");
        int code = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "server",
                        "-dname",
                        "CN=test",
                        "-ext",
                        "san=" + name,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("keytool.log").toFile())
                .start()
                .waitFor();
        assertThat(code).as("keytool").isZero();
        return file;
    }

    private URI serve(Path certificate) {
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PfxOptions().setPath(certificate.toString()).setPassword(PASSWORD));
        int port = vertx.createHttpServer(options)
                .requestHandler(request -> request.response().end("type: string"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return URI.create("https://127.0.0.1:" + port + "/a.yaml");
    }

    private static HttpClient.Builder trusting(Path certificate) throws IOException, GeneralSecurityException {
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(certificate)) {
            own.load(stream, PASSWORD.toCharArray());
        }
        KeyStore known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("server", own.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(known);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context);
    }

    private static NetworkSource source(URI url, HttpClient.Builder clients) {
        return new NetworkSource(List.of(UrlPrefix.parse(url.toString())), Duration.ofSeconds(60), 1_000, clients);
    }

    @Test
    void aKnownCertificateForTheNameIsTrusted() throws Exception {
        Path certificate = certificate("ip:127.0.0.1");
        URI url = serve(certificate);

        assertThat(source(url, trusting(certificate)).read(url).bytes())
                .asString()
                .isEqualTo("type: string");
    }

    @Test
    void anUnknownCertificateIsNot() throws Exception {
        URI url = serve(certificate("ip:127.0.0.1"));
        NetworkSource source = source(url, HttpClient.newBuilder());

        assertThat(catchThrowableOfType(UnavailableException.class, () -> source.read(url)))
                .hasMessage("no TLS with this server (expected: a certificate for its name that this Java trusts)");
    }

    @Test
    void aKnownCertificateForAnotherNameIsNot() throws Exception {
        Path certificate = certificate("dns:other.example");
        URI url = serve(certificate);
        NetworkSource source = source(url, trusting(certificate));

        assertThat(catchThrowableOfType(UnavailableException.class, () -> source.read(url)))
                .hasMessageStartingWith("no TLS with this server");
    }
}
