package dev.sluice.proxy.upstream;

import io.netty.util.NetUtil;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the addresses of all hosts again and again. What was found stays until something else is; a name of which nothing
 * is known yet is asked for every second. Confined to one event loop.
 */
final class Names {

    private static final Logger LOG = LoggerFactory.getLogger(Names.class);

    private static final long SECOND = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final Upstream upstream;
    private final Targets targets;
    private final Resolver resolver;
    private final Runnable changed;
    /** By the index of the URL. */
    private final BitSet asking = new BitSet();

    private final BitSet failing = new BitSet();

    /** @param changed told after each answer, on the event loop on which this is made */
    Names(Vertx vertx, Upstream upstream, Resolver resolver, Runnable changed) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.upstream = upstream;
        this.targets = upstream.targets();
        this.resolver = resolver;
        this.changed = changed;
    }

    /** @return completed when every name has been asked for once, found or not */
    Future<?> start() {
        List<Future<?>> names = new ArrayList<>();
        for (int url = 0; url < targets.urls(); url++) {
            byte[] literal =
                    NetUtil.createByteArrayFromIpAddressString(targets.url(url).host());
            if (literal == null) {
                names.add(ask(url));
            } else {
                targets.resolved(url, List.of(address(literal)));
            }
        }
        changed.run();
        if (names.isEmpty()) {
            return Future.succeededFuture();
        }
        vertx.setPeriodic(upstream.settings().dnsRefresh().toMillis(), timer -> askAll(false));
        vertx.setPeriodic(SECOND, timer -> askAll(true));
        return Future.join(names).otherwiseEmpty();
    }

    private static InetAddress address(byte[] literal) {
        try {
            return InetAddress.getByAddress(literal);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of a wrong length", e);
        }
    }

    private void askAll(boolean onlyUnresolved) {
        for (int url = 0; url < targets.urls(); url++) {
            boolean name =
                    NetUtil.createByteArrayFromIpAddressString(targets.url(url).host()) == null;
            if (name && !asking.get(url) && (!onlyUnresolved || targets.isUnresolved(url))) {
                ask(url);
            }
        }
    }

    private Future<?> ask(int url) {
        asking.set(url);
        Future<List<InetAddress>> answer;
        try {
            answer = resolver.resolve(targets.url(url).host());
        } catch (RuntimeException e) {
            answer = Future.failedFuture(e);
        }
        // a resolver may answer on any thread
        return answer.transform(found -> {
            Promise<Void> told = Promise.promise();
            context.runOnContext(here -> {
                answered(url, found);
                told.complete();
            });
            return told.future();
        });
    }

    private void answered(int url, AsyncResult<List<InetAddress>> found) {
        asking.clear(url);
        if (found.succeeded() && !found.result().isEmpty()) {
            failing.clear(url);
            targets.resolved(url, found.result());
            changed.run();
        } else if (!failing.get(url)) {
            // once, not every time
            failing.set(url);
            LOG.warn(
                    "upstream {}: no address of {} was found{}",
                    upstream.name(),
                    targets.url(url).url(),
                    targets.isUnresolved(url) ? "" : "; the last ones are kept",
                    found.cause());
        }
    }
}
