package dev.sluice.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.auth.PresenceScheme;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.Mount;
import dev.sluice.exchange.Problem;
import dev.sluice.mock.MockBackend;
import dev.sluice.mock.MockSettings;
import dev.sluice.net.ClientTls;
import dev.sluice.net.HttpVersions;
import dev.sluice.net.TlsException;
import dev.sluice.net.UpstreamTransport;
import dev.sluice.proxy.ForwardingSettings;
import dev.sluice.proxy.ProxyBackend;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.support.RawStreams;
import dev.sluice.support.Seed;
import dev.sluice.traffic.message.TrafficEntry;
import dev.sluice.traffic.message.TrafficFile;
import dev.sluice.traffic.message.TrafficReader;
import dev.sluice.validation.Coded;
import dev.sluice.validation.UnknownParameters;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same requests through a mock, through a proxy that blocks, and, as recorded, through the judge of the CLI. {@link ServiceVerdictTest}: the service. */
class OneVerdictTest {

    private static final int REQUESTS = Integer.getInteger("sluice.requests", 2_000);

    static final List<Path> FILES = List.of(
            Path.of("src/test/resources/verdict/wide.yaml"),
            Path.of("openapi/vpcep.yaml"),
            Path.of("src/test/resources/mock/shop.yaml"),
            Path.of("src/test/resources/state/shop.yaml"),
            Path.of("src/test/resources/state/open.yaml"));

    private final Vertx vertx = Vertx.vertx();
    private final List<Runnable> stops = new ArrayList<>();

    @AfterEach
    void stop() {
        stops.forEach(Runnable::run);
        VerdictServer.await(vertx.close());
    }

    @ParameterizedTest
    @EnumSource(UnknownParameters.class)
    void theVerdictAndTheViolationsAreTheSame(UnknownParameters unknown) throws Exception {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        VerdictServer mock = mock(unknown);
        VerdictServer proxy = proxy(unknown);
        MessageJudge asMock = new MessageJudge(contracts(Reading.MOCK), unknown, new PresenceScheme());
        MessageJudge asProxy = new MessageJudge(contracts(Reading.JUDGE), unknown);
        RandomRequests requests = new RandomRequests(new Random(seed), contracts(Reading.JUDGE));
        Map<Integer, Integer> statuses = new TreeMap<>();

        for (int i = 0; i < REQUESTS; i++) {
            SentRequest request = requests.next();
            Optional<Problem> byMock = problem(asMock, request);
            Optional<Problem> byProxy = problem(asProxy, request);

            assertThat(mock.problem(request, "mock-" + i))
                    .as("%s: mock, seed %d", request, seed)
                    .isEqualTo(byMock);
            assertThat(proxy.problem(request, "proxy-" + i))
                    .as("%s: proxy, seed %d", request, seed)
                    .isEqualTo(byProxy);
            if (unknown == UnknownParameters.ALLOW && status(byMock) != 401) {
                assertThat(byMock).as("%s: both, seed %d", request, seed).isEqualTo(byProxy);
            }
            statuses.merge(status(byMock), 1, Integer::sum);
        }

        System.out.println(statuses);
        assertThat(statuses.keySet()).contains(200, 400, 401, 404, 405, 406, 415, 417);
        assertThat(statuses.get(200)).isGreaterThan(REQUESTS / 20);
    }

    /** Nobody says how long a body of HTTP/2 is: it is one all the same. */
    @Test
    void bodiesOfHttp2AreHeldToTheirMediaTypesToo() throws Exception {
        SentRequest request = new SentRequest("PUT", "/w/bodies", List.of("Content-Type: image/png"), "x", false);
        Optional<Problem> judged = problem(new MessageJudge(contracts(Reading.MOCK), UnknownParameters.ALLOW), request);

        try (RawStreams client = RawStreams.open(mock(UnknownParameters.ALLOW).port())) {
            RawStreams.Answer answer = client.put(1, request.target(), "content-type", "image/png")
                    .data(1, true, request.body())
                    .answer(1);

            assertThat(answer.status()).isEqualTo(415).isEqualTo(status(judged));
        }
    }

    @Test
    void bodiesOfHttp2InACodingAreJudgedAsWhatTheyUnfoldTo() throws Exception {
        String[] fields = {"content-type", "application/json", "content-encoding", "gzip"};
        byte[] right = Coded.gzipMember("{\"n\":1}".getBytes(StandardCharsets.UTF_8), new Random(1));
        byte[] wrong = Coded.gzipMember("{\"n\":\"x\"}".getBytes(StandardCharsets.UTF_8), new Random(1));

        try (RawStreams client = RawStreams.open(mock(UnknownParameters.ALLOW).port())) {
            client.put(1, "/w/bodies", fields).write(1, true, right);
            client.put(3, "/w/bodies", fields).write(3, true, wrong);
            client.put(5, "/w/bodies", fields).write(5, true, "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(client.answer(1).status()).isEqualTo(200);
            assertThat(client.answer(3).status()).isEqualTo(400);
            assertThat(client.answer(5).status()).isEqualTo(400);
        }
    }

    private static int status(Optional<Problem> problem) {
        return problem.map(found -> found.type().status()).orElse(200);
    }

    /** By the way of a file, as the CLI goes it. */
    static Optional<Problem> problem(MessageJudge judge, SentRequest request) throws IOException {
        byte[] line = request.line().getBytes(StandardCharsets.UTF_8);
        try (TrafficReader reader = TrafficFile.open(new ByteArrayInputStream(line))) {
            TrafficEntry entry = reader.next();
            if (!(entry instanceof TrafficEntry.Message message)) {
                throw new AssertionError(request + ": " + entry);
            }
            Verdict verdict = judge.judge(message.exchange()).request();
            return verdict instanceof Verdict.Invalid invalid ? Optional.of(invalid.problem()) : Optional.empty();
        }
    }

    /** As a proxy reads them. */
    static List<ContractPlan> contracts() throws DocumentException {
        return contracts(Reading.JUDGE);
    }

    private static List<ContractPlan> contracts(Reading reading) throws DocumentException {
        List<ContractPlan> contracts = new ArrayList<>();
        for (Path file : FILES) {
            contracts.add(Contracts.load(file, reading));
        }
        return contracts;
    }

    private VerdictServer mock(UnknownParameters unknown) throws DocumentException {
        List<Mount> mounts = new ArrayList<>();
        for (ContractPlan contract : contracts(Reading.MOCK)) {
            MockBackend backend = MockBackend.of(contract, MockSettings.DEFAULT);
            @Nullable Scheme scheme = new PresenceScheme();
            mounts.add(new Mount(contract, backend, scheme, backend::errors));
        }
        return started(new VerdictServer(vertx, mounts, unknown));
    }

    private VerdictServer proxy(UnknownParameters unknown) throws DocumentException, TlsException {
        HttpServer stub = VerdictServer.await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));
        UpstreamSettings settings = UpstreamSettings.of("http://127.0.0.1:" + stub.actualPort());
        Upstream upstream = VerdictServer.await(Upstream.open(vertx, "stub", settings));
        TlsSettings tls = settings.tls();
        UpstreamTransport transport = UpstreamTransport.of(
                new ClientTls(tls.trust(), tls.certificate(), tls.key(), tls.verify()), HttpVersions.HTTP_1);
        ProxyBackend backend = ProxyBackend.of(vertx, upstream, settings, transport.tls(), ForwardingSettings.DEFAULT);
        List<Mount> mounts = contracts(Reading.JUDGE).stream()
                .map(contract -> new Mount(contract, backend))
                .toList();
        VerdictServer server = started(new VerdictServer(vertx, mounts, unknown));
        stops.add(() -> VerdictServer.await(backend.close()));
        return server;
    }

    private VerdictServer started(VerdictServer server) {
        stops.add(server::stop);
        return server;
    }
}
