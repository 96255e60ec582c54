package dev.sluice.proxy;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.Contracts;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.EdgeSettings;
import dev.sluice.edge.EdgeSettings.Transport;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.net.ClientTls;
import dev.sluice.net.HttpVersions;
import dev.sluice.net.TlsException;
import dev.sluice.net.TrustedProxies;
import dev.sluice.net.UpstreamTransport;
import dev.sluice.proxy.upstream.Timeouts;
import dev.sluice.proxy.upstream.TlsSettings;
import dev.sluice.proxy.upstream.Upstream;
import dev.sluice.proxy.upstream.UpstreamSettings;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.support.RawConnection;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An edge over real sockets that forwards to an upstream. */
final class ProxyUnderTest implements AutoCloseable {

    /** For tests of anything but time: whoever is held up for a moment has not failed. */
    static final Timeouts PATIENT = times(Duration.ofMinutes(3));

    /** For tests that wait until a time is up: no shorter than a machine may stand still. */
    static final Timeouts HASTY = times(Duration.ofSeconds(2));

    private static final String CONTRACT = """
            openapi: 3.1.0
            info: { title: things, version: '1' }
            servers: [ { url: /base } ]
            paths:
              /lines:
                x-sluice-upgrade: true
                get: { responses: { '200': { description: ok } } }
              /tagged:
                get:
                  parameters: [ { name: X-Tag, in: header, required: true, schema: { type: string } } ]
                  security: [ { key: [] } ]
                  responses: { '200': { description: ok } }
              /pages:
                get: { x-sluice-upgrade: false, responses: { '200': { description: ok } } }
              /things/{id}:
                parameters: [ { name: id, in: path, required: true, schema: { type: string } } ]
                get: { responses: { '200': { description: ok } } }
                head: { responses: { '200': { description: ok } } }
                delete: { responses: { '200': { description: ok } } }
                put:
                  requestBody:
                    content:
                      application/json: { schema: { type: object, properties: { n: { type: integer } } } }
                  responses: { '200': { description: ok } }
                post:
                  requestBody: { content: { application/octet-stream: {} } }
                  responses: { '200': { description: ok } }
            components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Key } } }
            """;

    final Vertx vertx = Vertx.vertx();
    final ProxyBackend backend;
    final int port;
    /** For clients of HTTP/2: in plain text, unless a test says otherwise. */
    final int streamsPort;

    private final EdgeServer server;
    private final EdgeServer streams;

    ProxyUnderTest(UpstreamSettings settings, ForwardingSettings forwarding) throws DocumentException {
        this(settings, forwarding, new Transport(null, true, true, 100, TrustedProxies.NONE));
    }

    /** @param transport of the port for HTTP/2 */
    ProxyUnderTest(UpstreamSettings settings, ForwardingSettings forwarding, Transport transport)
            throws DocumentException {
        Upstream upstream = await(Upstream.open(vertx, "things", settings));
        backend = ProxyBackend.of(vertx, upstream, settings, transport(settings).tls(), forwarding);
        Stages stages = new Stages(
                List.of(new Mount(Contracts.parse("things.yaml", CONTRACT), backend)),
                new AnonymousScheme(),
                (operation, project) -> RateDecision.Unlimited.UNLIMITED,
                new RequestValidator());
        Duration time = Duration.ofMinutes(3);
        EdgeSettings edge = new EdgeSettings(
                "127.0.0.1", 0, 4096, 16_384, 100_000, 65_536, 1000, new EdgeSettings.Timeouts(time, time, time, time));
        server = new EdgeServer(edge, stages, (exchange, status, problem) -> {});
        port = await(server.start(vertx, 1));
        streams = new EdgeServer(edge.with(transport), stages, (exchange, status, problem) -> {});
        streamsPort = await(streams.start(vertx, 1));
    }

    private static UpstreamTransport transport(UpstreamSettings settings) {
        TlsSettings tls = settings.tls();
        HttpVersions versions = switch (settings.http2()) {
            case AUTO -> HttpVersions.NEGOTIATED;
            case OFF -> HttpVersions.HTTP_1;
            case PRIOR_KNOWLEDGE -> HttpVersions.HTTP_2;
        };
        try {
            return UpstreamTransport.of(
                    new ClientTls(tls.trust(), tls.certificate(), tls.key(), tls.verify()), versions);
        } catch (TlsException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ProxyUnderTest of(int upstream) throws DocumentException {
        return new ProxyUnderTest(patient(upstream), ForwardingSettings.DEFAULT);
    }

    static UpstreamSettings patient(int upstream) {
        return UpstreamSettings.of("http://127.0.0.1:" + upstream).withTimeouts(PATIENT);
    }

    private static Timeouts times(Duration each) {
        return new Timeouts(each, each, each, each.multipliedBy(3));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(180, TimeUnit.SECONDS)
                .join();
    }

    RawConnection connect() throws IOException {
        return new RawConnection(port);
    }

    /** The answer to one request on a connection of its own. */
    RawConnection.Answer exchange(String request) throws IOException {
        try (RawConnection client = connect()) {
            return client.send(request).read();
        }
    }

    @Override
    public void close() {
        await(server.stop(Duration.ofMillis(100)));
        await(streams.stop(Duration.ofMillis(100)));
        await(backend.close());
        await(vertx.close());
    }
}
