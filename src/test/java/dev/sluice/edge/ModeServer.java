package dev.sluice.edge;

import dev.sluice.auth.AnonymousScheme;
import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Caller;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Finding;
import dev.sluice.traffic.Findings;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An edge in given modes, in front of a backend that answers as it is told. */
final class ModeServer implements AutoCloseable {

    static final int MAX_BODY = 20_000;
    static final int MAX_RESPONSE = 50_000;

    /** How the backend takes bodies and gives answers. */
    enum Kind {
        /** Bodies are held, and so are answers. */
        FULL,
        /** Both flow; answers say how long they are. */
        STREAMED,
        /** Both flow, in chunks. */
        CHUNKED
    }

    /** What the backend answers. */
    record Answer(int status, @Nullable String contentType, Fields fields, Buffer body) {

        Answer with(String name, String value) {
            return new Answer(status, contentType, fields.and(name, value), body);
        }
    }

    final Findings findings = new Findings(200, true, InstantSource.system());
    final AtomicInteger calls = new AtomicInteger();
    final ConcurrentLinkedQueue<Buffer> bodies = new ConcurrentLinkedQueue<>();
    /** What the bodies say that were held. */
    final ConcurrentLinkedQueue<Buffer> contents = new ConcurrentLinkedQueue<>();

    final ConcurrentLinkedQueue<String> projects = new ConcurrentLinkedQueue<>();
    final AtomicInteger cancelled = new AtomicInteger();
    volatile Answer answer = new Answer(200, null, Fields.NONE, Buffer.buffer());
    volatile Pieces.End end = Pieces.End.WHOLE;
    private final Kind kind;
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    ModeServer(String contract, Modes modes, Kind kind) throws Exception {
        this(contract, modes, kind, false, 1, 1);
    }

    ModeServer(String contract, Modes modes, Kind kind, boolean refusesUnjudged, double sample, double budget)
            throws Exception {
        this(contract, modes, kind, refusesUnjudged, sample, budget, MAX_RESPONSE);
    }

    ModeServer(
            String contract,
            Modes modes,
            Kind kind,
            boolean refusesUnjudged,
            double sample,
            double budget,
            long maxResponse)
            throws Exception {
        this(contract, modes, kind, refusesUnjudged, sample, budget, maxResponse, new AnonymousScheme(), MAX_BODY);
    }

    /** @param confirmation looks at the bodies as they came; null for none */
    static ModeServer holding(
            String contract, Modes modes, Kind kind, long maxBody, Identity.@Nullable Confirmation confirmation)
            throws Exception {
        Scheme scheme = confirmation == null
                ? new AnonymousScheme()
                : (message, operation) -> new Identity.Claimed(Caller.ANONYMOUS, confirmation);
        return new ModeServer(contract, modes, kind, false, 1, 1, MAX_RESPONSE, scheme, maxBody);
    }

    private ModeServer(
            String contract,
            Modes modes,
            Kind kind,
            boolean refusesUnjudged,
            double sample,
            double budget,
            long maxResponse,
            Scheme scheme,
            long maxBody)
            throws Exception {
        this.kind = kind;
        ContractPlan plan = Contracts.parse("modes.yaml", contract);
        Stages stages = new Stages(
                new Mounts(List.of(new Mount(plan, backend()).in(modes))),
                scheme,
                (operation, project) -> {
                    projects.add(project);
                    return RateDecision.Unlimited.UNLIMITED;
                },
                new RequestValidator(),
                new Reporting(findings, maxResponse, refusesUnjudged, sample, budget));
        Duration time = Duration.ofSeconds(20);
        EdgeSettings settings = new EdgeSettings(
                "127.0.0.1", 0, 8192, 8192, maxBody, 65_536, 1000, new EdgeSettings.Timeouts(time, time, time, time));
        port = new EdgeServer(settings, stages, (exchange, status, problem) -> {})
                .start(vertx, 1)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    private Backend backend() {
        return new Backend() {
            @Override
            public Future<Reply> answer(Exchange exchange) {
                calls.incrementAndGet();
                if (exchange.content() instanceof Body.Bytes bytes) {
                    contents.add(bytes.buffer());
                }
                return read(exchange.body()).map(body -> {
                    bodies.add(body);
                    return reply(exchange);
                });
            }

            @Override
            public boolean takesStreams() {
                return kind != Kind.FULL;
            }
        };
    }

    private static Future<Buffer> read(Body body) {
        if (body instanceof Body.Flowing flowing) {
            Promise<Buffer> whole = Promise.promise();
            Buffer all = Buffer.buffer();
            flowing.content()
                    .handler(all::appendBuffer)
                    .exceptionHandler(whole::tryFail)
                    .endHandler(end -> whole.tryComplete(all));
            flowing.content().resume();
            return whole.future();
        }
        return Future.succeededFuture(body instanceof Body.Bytes bytes ? bytes.buffer() : Buffer.buffer());
    }

    private Reply reply(Exchange exchange) {
        Answer now = answer;
        if (kind == Kind.FULL) {
            return new Reply.Full(now.status, now.contentType, now.body, now.fields);
        }
        List<Buffer> pieces = new ArrayList<>();
        for (int i = 0; i < now.body.length(); i += 7_001) {
            pieces.add(now.body.getBuffer(i, Math.min(now.body.length(), i + 7_001)));
        }
        Pieces content = new Pieces(pieces, end);
        exchange.whenClientLeaves(() -> {
            cancelled.incrementAndGet();
            content.cancel();
        });
        Fields fields = now.contentType == null ? now.fields : now.fields.and("Content-Type", now.contentType);
        return new Reply.Streamed(
                now.status,
                fields,
                kind == Kind.CHUNKED ? -1 : now.body.length(),
                content,
                () -> Fields.NONE,
                content.ended());
    }

    /** @param fields names and values by turns */
    HttpResponse<byte[]> send(String method, String target, byte @Nullable [] body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : kind == Kind.CHUNKED
                        ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                        : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .timeout(Duration.ofSeconds(20))
                .method(method, publisher);
        for (int i = 0; i < fields.length; i += 2) {
            request.setHeader(fields[i], fields[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** {@code request query q type}, one each. */
    Set<String> found() {
        Set<String> found = new TreeSet<>();
        for (Finding finding : findings.all()) {
            found.add((finding.direction() + " " + finding.in() + " " + finding.name() + finding.pointer() + " "
                            + finding.keyword())
                    .toLowerCase(java.util.Locale.ROOT));
        }
        return found;
    }

    long count(Direction direction, Verdict verdict) {
        return findings.counts().of(direction, verdict);
    }

    /** As before the first request. */
    void reset() {
        findings.clear();
        bodies.clear();
        contents.clear();
        projects.clear();
        calls.set(0);
        cancelled.set(0);
        end = Pieces.End.WHOLE;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
