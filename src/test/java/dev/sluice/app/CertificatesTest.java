package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that speaks TLS, by its settings. */
class CertificatesTest {

    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final String PETS = """
            openapi: 3.1.0
            info: {title: Pets, version: '1'}
            paths:
              /pets:
                get: {responses: {'200': {description: pets, content: {application/json: {example: [1]}}}}}
            """;

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Sluice server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private Started start(String... keysAndValues) throws Exception {
        Path contract = Files.writeString(folder.resolve("pets.yaml"), PETS);
        List<Flag> flags = new ArrayList<>(List.of(
                new Flag("--port", "listen.port", "0"),
                new Flag("--control-port", "control.port", "0"),
                new Flag("the test", "contracts", "[{file: '" + contract + "', backend: mock}]")));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.add(new Flag("the test", keysAndValues[i], keysAndValues[i + 1]));
        }
        Sluice started = Sluice.start(
                SettingsReader.read(Optional.empty(), Map.of(), flags).settings());
        server = started;
        return started.started();
    }

    private Path live(String name) {
        return folder.resolve(name);
    }

    private void put(Identity identity) throws Exception {
        put("tls", identity);
    }

    private void put(String name, Identity identity) throws Exception {
        Files.writeString(live(name + ".pem"), identity.certificate());
        Files.writeString(live(name + ".key"), identity.key());
    }

    private static HttpResponse<String> get(Started started) throws Exception {
        return get(URI.create(started.data().url() + "/pets"));
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(
                "authority",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new java.io.ByteArrayInputStream(
                                AUTHORITY.certificate().getBytes(java.nio.charset.StandardCharsets.US_ASCII))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        // a new client each time: a new connection
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String subject(HttpResponse<String> answer) {
        return answer.sslSession()
                .map(session -> {
                    try {
                        return ((X509Certificate) session.getPeerCertificates()[0])
                                .getSubjectX500Principal()
                                .getName();
                    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .orElseThrow();
    }

    private static boolean shows(Started started, String subject) {
        return shows(URI.create(started.data().url() + "/pets"), subject);
    }

    private static boolean shows(URI uri, String subject) {
        try {
            return subject(get(uri)).equals(subject);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void speaksTlsAndTakesCertificatesThatChange() throws Exception {
        put(TestCertificates.signedBy(AUTHORITY, "first"));
        Started started = start(
                "tls.certificate",
                live("tls.pem").toString(),
                "tls.key",
                live("tls.key").toString());

        HttpResponse<String> answer = get(started);
        assertThat(started.data().url()).startsWith("https://");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(subject(answer)).isEqualTo("CN=first");

        put(TestCertificates.signedBy(AUTHORITY, "second"));
        Eventually.holds(() -> shows(started, "CN=second"));

        // a key that is another's: the certificate before stays
        Files.writeString(
                live("tls.key"), TestCertificates.signedBy(AUTHORITY, "other").key());
        Eventually.holds(() -> count(started, "kept") == 1);
        assertThat(shows(started, "CN=second")).isTrue();

        put(TestCertificates.signedBy(AUTHORITY, "third"));
        Eventually.holds(() -> shows(started, "CN=third"));
    }

    private static long count(Started started, String result) {
        try {
            URI metrics = URI.create(started.control().url() + "/metrics");
            return get(metrics)
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("sluice_tls_reloads") && line.contains(result))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Each of the three has its own, or none. */
    @Test
    void theOperatorsPortAndTheServicesSpeakTlsToo() throws Exception {
        put("control", TestCertificates.signedBy(AUTHORITY, "control"));
        put("service", TestCertificates.signedBy(AUTHORITY, "service"));
        Started started = start(
                "control.tls.certificate",
                live("control.pem").toString(),
                "control.tls.key",
                live("control.key").toString(),
                "service.listenPort",
                "0",
                "service.tls.certificate",
                live("service.pem").toString(),
                "service.tls.key",
                live("service.key").toString());
        URI health = URI.create(started.control().url() + "/livez");
        URI contracts = URI.create(started.service().orElseThrow().address().url() + "/v1/contracts");

        assertThat(started.data().url()).startsWith("http://");
        assertThat(health).hasScheme("https");
        assertThat(get(health).statusCode()).isEqualTo(200);
        assertThat(subject(get(health))).isEqualTo("CN=control");
        assertThat(contracts).hasScheme("https");
        assertThat(get(contracts).statusCode()).isEqualTo(401);
        assertThat(subject(get(contracts))).isEqualTo("CN=service");
        URI plain = URI.create(health.toString().replace("https:", "http:"));
        assertThatThrownBy(() -> get(plain)).isInstanceOf(IOException.class);

        put("control", TestCertificates.signedBy(AUTHORITY, "control-2"));
        Eventually.holds(() -> shows(health, "CN=control-2"));
        assertThat(subject(get(contracts))).isEqualTo("CN=service");
        put("service", TestCertificates.signedBy(AUTHORITY, "service-2"));
        Eventually.holds(() -> shows(contracts, "CN=service-2"));
        Files.writeString(
                live("service.key"),
                TestCertificates.signedBy(AUTHORITY, "other").key());
        Eventually.holds(() -> count(started, "kept") == 1);
        assertThat(subject(get(contracts))).isEqualTo("CN=service-2");
    }

    @Test
    void theOperatorsPortAsksForCertificatesWhereItIsTold() throws Exception {
        put(TestCertificates.signedBy(AUTHORITY, "control"));
        Files.writeString(live("authority.pem"), AUTHORITY.certificate());
        Started started = start(
                "control.tls.certificate",
                live("tls.pem").toString(),
                "control.tls.key",
                live("tls.key").toString(),
                "control.tls.clientCertificates",
                live("authority.pem").toString(),
                "control.tls.clientAuth",
                "require");

        assertThatThrownBy(() -> get(URI.create(started.control().url() + "/livez")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void offersNoHttp2WhereItIsTold() throws Exception {
        put(TestCertificates.signedBy(AUTHORITY, "first"));
        Started started = start(
                "tls.certificate",
                live("tls.pem").toString(),
                "tls.key",
                live("tls.key").toString(),
                "listen.http2",
                "false");

        assertThat(get(started).version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }

    @Test
    void tellsWhatIsMissing() throws Exception {
        String nowhere = live("nowhere.pem").toString();
        put(TestCertificates.signedBy(AUTHORITY, "first"));
        String certificate = live("tls.pem").toString();

        for (List<String> settings : List.of(
                List.of("tls.certificate", nowhere, "tls.key", certificate),
                List.of("tls.certificate", certificate, "tls.key", certificate),
                List.of("control.tls.certificate", nowhere, "control.tls.key", certificate),
                List.of(
                        "service.listenPort",
                        "0",
                        "service.tls.certificate",
                        nowhere,
                        "service.tls.key",
                        certificate))) {
            assertThatThrownBy(() -> start(settings.toArray(String[]::new)))
                    .as(settings.toString())
                    .isInstanceOf(StartException.class)
                    .hasMessageStartingWith(
                            settings.get(settings.size() - 2).replace("key", "").replaceAll("\\.$", ": "))
                    .hasMessageContaining("expected");
        }
    }
}
