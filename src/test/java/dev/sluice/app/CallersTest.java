package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.app.settings.Flag;
import dev.sluice.app.settings.SettingsReader;
import dev.sluice.support.Eventually;
import dev.sluice.support.TestCertificates;
import dev.sluice.support.TestCertificates.Identity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks its callers who they are, by its settings. */
class CallersTest {

    private static final Identity AUTHORITY = TestCertificates.authority("authority");
    private static final Identity SERVER = TestCertificates.signedBy(AUTHORITY, "server");
    private static final Identity CLIENT = TestCertificates.signedBy(AUTHORITY, "client");

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: {title: Callers, version: '1'}
            x-sluice-project: project
            paths:
              /plain: {get: {responses: {'204': {description: done}}}}
              /open: {get: {security: [], responses: {'204': {description: done}}}}
              /key: {get: {security: [{key: []}], responses: {'204': {description: done}}}}
              /query: {get: {security: [{query: []}], responses: {'204': {description: done}}}}
              /cookie: {get: {security: [{cookie: []}], responses: {'204': {description: done}}}}
              /bearer: {get: {security: [{bearer: []}], responses: {'204': {description: done}}}}
              /oauth: {get: {security: [{oauth: [read]}], responses: {'204': {description: done}}}}
              /both: {get: {security: [{key: [], bearer: []}], responses: {'204': {description: done}}}}
              /either: {get: {security: [{basic: []}, {bearer: []}], responses: {'204': {description: done}}}}
              /maybe: {get: {security: [{key: []}, {}], responses: {'204': {description: done}}}}
              /basic: {get: {security: [{basic: []}], responses: {'204': {description: done}}}}
              /mutual: {get: {security: [{mutual: []}], responses: {'204': {description: done}}}}
              /nobody: {get: {security: [{unknown: []}], responses: {'204': {description: done}}}}
              /things/{project}:
                get:
                  parameters: [{name: project, in: path, required: true, schema: {type: string}}]
                  responses: {'204': {description: done}}
            components:
              securitySchemes:
                key: {type: apiKey, in: header, name: X-Key}
                query: {type: apiKey, in: query, name: key}
                cookie: {type: apiKey, in: cookie, name: session}
                bearer: {type: http, scheme: Bearer}
                basic: {type: http, scheme: basic}
                oauth: {type: oauth2, flows: {}}
                mutual: {type: mutualTLS}
            """;

    @TempDir
    private Path folder = Path.of("");

    private String described = CONTRACT;
    private @Nullable Sluice server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop();
        }
    }

    private static String hash(String token) {
        try {
            byte[] bytes = token.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path tokens(String text) throws IOException {
        return Files.writeString(folder.resolve("tokens.txt"), text);
    }

    private String url(String... keysAndValues) throws Exception {
        Path contract = Files.writeString(folder.resolve("callers.yaml"), described);
        List<Flag> flags = new ArrayList<>(List.of(
                new Flag("--port", "listen.port", "0"),
                new Flag("--control-port", "control.port", "0"),
                new Flag("the test", "listen.eventLoops", "1"),
                new Flag("the test", "log.access", folder.resolve("access.log").toString()),
                new Flag("the test", "contracts", "[{file: '" + contract + "', backend: mock}]")));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            flags.add(new Flag("the test", keysAndValues[i], keysAndValues[i + 1]));
        }
        Sluice started = Sluice.start(
                SettingsReader.read(Optional.empty(), Map.of(), flags).settings());
        server = started;
        return started.started().data().url();
    }

    /** Where clients are known by their certificates. */
    private String mutual(String clientAuth, String name) throws Exception {
        return url(
                "tls.certificate",
                SERVER.certificateIn(folder).toString(),
                "tls.key",
                SERVER.keyIn(folder).toString(),
                "tls.clientCertificates",
                AUTHORITY.certificateIn(folder).toString(),
                "tls.clientAuth",
                clientAuth,
                "auth.scheme",
                "certificate",
                "auth.certificateName",
                name);
    }

    private String withTokens() throws Exception {
        Path file = tokens(hash("one") + " billing\n" + hash("two") + " shop p1,p2\n" + hash("three") + " billing\n");
        return url("auth.scheme", "token", "auth.tokens", file.toString());
    }

    /** @param fields names and values with colons, with tildes between them; empty for none */
    private static HttpResponse<String> get(HttpClient client, String url, String fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
        for (String field : fields.split("~", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                request.header(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aTokenIsTakenFromWhereTheContractWantsIt() throws Exception {
        String url = withTokens();
        HttpClient client = HttpClient.newHttpClient();
        String table = """
                /plain | | 401
                /plain | X-Auth-Token:one | 204
                /plain | X-Auth-Token: | 401
                /plain | X-Auth-Token:spoilt | 401
                /plain | Authorization:Bearer one | 204
                /plain | Authorization:bearer  one | 204
                /plain | Authorization:one | 401
                /plain | Authorization:Basic one | 401
                /plain | X-Auth-Token:one~X-Auth-Token:one | 401
                /open | | 204
                /open | X-Auth-Token:spoilt | 204
                /key | X-Key:one | 204
                /key | X-Auth-Token:one | 401
                /key | x-key:one | 204
                /query?key=one | | 204
                /query?a=b&%6bey=%6Fne | | 204
                /query?key=one&key=one | | 401
                /query?key= | | 401
                /query | | 401
                /cookie | Cookie:a=b; session=one | 204
                /cookie | Cookie:session=two2 | 401
                /cookie | Cookie:session=one; session=spoilt | 401
                /bearer | Authorization:Bearer one | 204
                /bearer | X-Key:one | 401
                /oauth | Authorization:Bearer one | 204
                /both | Authorization:Bearer one~X-Key:one | 204
                /both | Authorization:Bearer one~X-Key:three | 204
                /both | Authorization:Bearer one~X-Key:two | 401
                /both | Authorization:Bearer one | 401
                /either | Authorization:Bearer two | 204
                /either | Authorization:Basic two | 401
                /maybe | | 204
                /maybe | X-Key:one | 204
                /maybe | X-Key:spoilt | 401
                /basic | Authorization:Basic one | 401
                /mutual | X-Auth-Token:one | 401
                /nobody | X-Auth-Token:one | 401
                /things/p1 | X-Auth-Token:two | 204
                /things/p2 | X-Auth-Token:two | 204
                /things/p3 | X-Auth-Token:two | 403
                /things/p3 | X-Auth-Token:one | 204
                /none | | 404
                """;
        for (String line : table.lines().toList()) {
            String[] row = line.split("\\|", -1);

            HttpResponse<String> answer = get(client, url + row[0].strip().replace("%6F", "%6f"), row[1].strip());

            assertThat(answer.statusCode()).as(line).isEqualTo(Integer.parseInt(row[2].strip()));
            assertThat(answer.body()).as(line).doesNotContain("spoilt");
        }
    }

    @Test
    void aTokenIsItsBytesWhereverItStands() throws Exception {
        Path file =
                tokens(hash("a\u2603\u00E9b") + " snow\n" + hash("a??b") + " marks\n" + hash("\uFFFD") + " spoilt\n");
        String url = url("auth.scheme", "token", "auth.tokens", file.toString());
        String table = """
                /query?key=a%E2%98%83%C3%A9b | | snow
                /query?key=a☃éb | | snow
                /query?key=a%3F%3Fb | | marks
                /query?key=%FF | | 401
                /query?key=%EF%BF%BD | | spoilt
                /key | X-Key: a☃éb | snow
                /key | X-Key: a??b | marks
                /key | X-Key: a☃?b | 401
                /bearer | Authorization: Bearer a☃éb | snow
                /cookie | Cookie: session=a☃éb | snow
                /cookie | Cookie: session=a??b | marks
                """;
        List<String> callers = new ArrayList<>();
        for (String line : table.lines().toList()) {
            String[] row = line.split("\\|", -1);
            String expected = row[2].strip();

            String status = statusOfBytes(url, row[0].strip(), row[1].strip());

            assertThat(status).as(line).isEqualTo(expected.equals("401") ? "401" : "204");
            if (!expected.equals("401")) {
                callers.add(expected);
            }
        }
        Eventually.holds(
                () -> read("access.log").lines().count() == table.lines().count());
        assertThat(Pattern.compile("\"caller\":\"(snow|marks|spoilt)\"")
                        .matcher(read("access.log"))
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(callers);
    }

    /** What is beyond ASCII is sent as UTF-8, as it is. */
    private static String statusOfBytes(String url, String target, String field) throws IOException {
        URI uri = URI.create(url);
        String request = "GET " + target + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\nConnection: close\r\n"
                + (field.isEmpty() ? "" : field + "\r\n") + "\r\n";
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.split(" ", 3)[1];
        }
    }

    @Test
    void anExampleIsShownOnlyWhereItWouldBeLetIn() throws Exception {
        withTokens();
        assertThat(example()).hasValue("/open");

        Sluice before = server;
        if (before != null) {
            before.stop();
        }
        described = CONTRACT.replace("security: []", "security: [{key: []}]").replace("{key: []}, {}", "{key: []}");
        withTokens();
        assertThat(example()).isEmpty();
    }

    private Optional<String> example() {
        return Optional.ofNullable(server)
                .flatMap(running -> running.started().example())
                .map(Started.Request::path);
    }

    @Test
    void aRefusalTellsWhatWouldBeRight() throws Exception {
        String url = withTokens();
        HttpClient client = HttpClient.newHttpClient();

        HttpResponse<String> plain = get(client, url + "/plain", "");
        HttpResponse<String> key = get(client, url + "/key", "");
        HttpResponse<String> basic = get(client, url + "/basic", "");

        assertThat(plain.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(plain.body())
                .contains("unauthenticated", "expected: the header X-Auth-Token; or Authorization: Bearer …");
        assertThat(key.body()).contains("expected: the header X-Key");
        assertThat(basic.body()).doesNotContain("expected");
    }

    @Test
    void theCallerIsInTheAccessLog() throws Exception {
        String url = withTokens();

        get(HttpClient.newHttpClient(), url + "/plain", "X-Auth-Token:two");

        Eventually.holds(() -> read("access.log").contains("\"caller\":\"shop\""));
        assertThat(read("access.log")).doesNotContain("two");
    }

    @Test
    void tokensThatChangeCountFromThenOn() throws Exception {
        String url = withTokens();
        HttpClient client = HttpClient.newHttpClient();

        tokens(hash("four") + " billing\n");
        Eventually.holds(() -> status(client, url, "four") == 204);
        assertThat(status(client, url, "one")).isEqualTo(401);

        tokens("nonsense\n");
        Eventually.holds(() -> metrics().contains("sluice_auth_reloads_total{result=\"kept\"} 1.0"));
        assertThat(status(client, url, "four")).isEqualTo(204);

        tokens(hash("five") + " billing\n");
        Eventually.holds(() -> status(client, url, "five") == 204);
    }

    @ParameterizedTest
    @CsvSource({
        "none.txt, cannot be read",
        "broken.txt, broken.txt:1: expected the SHA-256",
    })
    void saysWhatIsWrongWithTheFile(String file, String expected) throws Exception {
        Files.writeString(folder.resolve("broken.txt"), "secret billing");
        String tokens = folder.resolve(file).toString();

        assertThatThrownBy(() -> url("auth.scheme", "token", "auth.tokens", tokens))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({"subject, CN=client", "common-name, client", "dns, localhost", "uri, ''", "email, ''"})
    void aCertificateNamesItsCaller(String name, String caller) throws Exception {
        String url = mutual("request", name);

        HttpResponse<String> known = get(client(CLIENT), url + "/plain", "");
        HttpResponse<String> unknown = get(client(null), url + "/plain", "X-Auth-Token:one");
        HttpResponse<String> open = get(client(null), url + "/open", "");
        HttpResponse<String> openToAny = get(client(CLIENT), url + "/open", "");

        assertThat(known.statusCode()).isEqualTo(caller.isEmpty() ? 401 : 204);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.body()).contains("expected: a client certificate");
        assertThat(open.statusCode()).isEqualTo(204);
        assertThat(openToAny.statusCode()).isEqualTo(204);
        if (!caller.isEmpty()) {
            Eventually.holds(() -> read("access.log").contains("\"caller\":\"" + caller + "\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP_1_1", "HTTP_2"})
    void aCertificateCountsInEveryVersionOfHttp(HttpClient.Version version) throws Exception {
        String url = mutual("require", "subject");
        HttpClient client = client(CLIENT);

        for (int i = 0; i < 3; i++) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/mutual"))
                    .version(version)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(version);
            assertThat(answer.statusCode()).isEqualTo(204);
        }
    }

    private static HttpClient client(@Nullable Identity identity) throws Exception {
        Certificate authority = certificate(AUTHORITY);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", authority);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManager[] keys = {};
        if (identity != null) {
            char[] secret = "secret".toCharArray();
            KeyStore own = KeyStore.getInstance("PKCS12");
            own.load(null, null);
            own.setKeyEntry(
                    "own", identity.keys().getPrivate(), secret, new Certificate[] {certificate(identity), authority});
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(own, secret);
            keys = factory.getKeyManagers();
        }
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static Certificate certificate(Identity identity) throws Exception {
        byte[] pem = identity.certificate().getBytes(StandardCharsets.US_ASCII);
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    private int status(HttpClient client, String url, String token) {
        try {
            return get(client, url + "/plain", "X-Auth-Token:" + token).statusCode();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private String metrics() {
        Sluice running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        try {
            URI metrics = URI.create(running.started().control().url() + "/metrics");
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
