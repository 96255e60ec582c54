package dev.sluice.edge;

import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** A backend that takes streams and gives them: what it does with a request, the query says. */
final class FlowingBackend implements Backend {

    /** Queries, in the order in which requests came. */
    final List<String> seen = new CopyOnWriteArrayList<>();

    /** Bodies that broke off before their end. */
    final AtomicInteger broken = new AtomicInteger();

    final AtomicInteger left = new AtomicInteger();
    final AtomicLong made = new AtomicLong();
    final AtomicLong taken = new AtomicLong();

    /** Asked for what is left of bodies that nobody reads at first. */
    final List<Runnable> held = new CopyOnWriteArrayList<>();

    final List<Exchange> waiting = new CopyOnWriteArrayList<>();

    @Override
    public boolean takesStreams() {
        return true;
    }

    @Override
    public Future<Reply> answer(Exchange exchange) {
        String query =
                exchange.message().query() == null ? "" : exchange.message().query();
        seen.add(query);
        exchange.whenClientLeaves(left::incrementAndGet);
        Map<String, String> options = Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : "", (a, b) -> a));
        if (options.containsKey("never")) {
            waiting.add(exchange);
            return Future.future(never -> {});
        }
        if (options.containsKey("stream")) {
            return Future.succeededFuture(streamed(exchange, options));
        }
        if (options.containsKey("letters")) {
            return Future.succeededFuture(text("x".repeat(Integer.parseInt(options.get("letters")))));
        }
        if (options.containsKey("mirror") && exchange.body() instanceof Body.Flowing flowing) {
            return Future.succeededFuture(new Reply.Streamed(
                    200,
                    Fields.NONE,
                    flowing.length(),
                    flowing.content(),
                    () -> Fields.NONE,
                    Future.succeededFuture()));
        }
        if (options.containsKey("early")) {
            return Future.succeededFuture(text("early"));
        }
        return read(exchange, options.containsKey("hold"));
    }

    private Reply streamed(Exchange exchange, Map<String, String> options) {
        long length = Long.parseLong(options.getOrDefault("stream", "0"));
        long breaksAt = Long.parseLong(options.getOrDefault("break", "-1"));
        Source source = new Source(length, breaksAt, made);
        Promise<Void> ended = Promise.promise();
        exchange.whenClientLeaves(() -> {
            left.incrementAndGet();
            source.stop();
            ended.tryFail(new CancellationException());
        });
        int status = Integer.parseInt(options.getOrDefault("status", "200"));
        long told = options.containsKey("told") ? Long.parseLong(options.get("told")) : length;
        Fields trailers = options.containsKey("trailers") ? Fields.of("X-Trailer", "behind") : Fields.NONE;
        return new Reply.Streamed(
                status,
                Fields.of("Content-Type", "application/octet-stream"),
                options.containsKey("unknown") ? -1 : told,
                source,
                () -> trailers,
                ended.future());
    }

    private Future<Reply> read(Exchange exchange, boolean hold) {
        if (!(exchange.body() instanceof Body.Flowing flowing)) {
            return Future.succeededFuture(text(exchange.body() == Body.Empty.EMPTY ? "got nothing" : "got held"));
        }
        Promise<Reply> answer = Promise.promise();
        long[] length = {0};
        StringBuilder start = new StringBuilder();
        flowing.content()
                .exceptionHandler(failure -> broken.incrementAndGet())
                .endHandler(end -> answer.tryComplete(text("got " + length[0] + " " + start)))
                .handler(bytes -> {
                    length[0] += bytes.length();
                    taken.addAndGet(bytes.length());
                    if (start.length() < 64) {
                        start.append(bytes.getString(0, Math.min(64, bytes.length()), "ISO-8859-1"));
                    }
                });
        if (hold) {
            io.vertx.core.Context context = Vertx.currentContext();
            held.add(() -> context.runOnContext(later -> flowing.content().resume()));
        } else {
            flowing.content().resume();
        }
        return answer.future();
    }

    private static Reply text(String text) {
        return new Reply.Full(200, "text/plain", Buffer.buffer(text, "ISO-8859-1"));
    }
}
