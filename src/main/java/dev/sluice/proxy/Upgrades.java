package dev.sluice.proxy;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.proxy.upstream.Outcome;
import dev.sluice.proxy.upstream.Target;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Switches to another protocol: RFC 9110, 7.8. */
final class Upgrades {

    private Upgrades() {}

    /**
     * Whether a client's wish for one is passed on. Not that for HTTP/2 (RFC 7540, 3.2): its requests would pass by the
     * contract, the callers and the limits.
     */
    static boolean wanted(Exchange exchange, ForwardingSettings settings) {
        if (exchange.body() != Body.Empty.EMPTY
                || !exchange.operation().upgrade().allows(settings.upgrades())) {
            return false;
        }
        MultiMap headers = exchange.message().headers();
        return "GET".equals(exchange.message().method())
                && "1.1".equals(exchange.client().version())
                && headers.contains(HttpHeaders.UPGRADE)
                && headers.getAll(HttpHeaders.UPGRADE).stream().noneMatch(Upgrades::isHttp)
                && HopByHop.hasToken(HopByHop.connection(headers), "upgrade");
    }

    private static boolean isHttp(String protocols) {
        for (String protocol : protocols.split(",", -1)) {
            String name = protocol.strip().toLowerCase(Locale.ROOT);
            if (name.equals("h2c") || name.equals("h2") || name.equals("http") || name.startsWith("http/")) {
                return true;
            }
        }
        return false;
    }

    /** Counts a tunnel, until it is closed; as long, its target is at work. */
    static void watch(NetSocket socket, @Nullable Target target, LongAdder count) {
        count.increment();
        closed(socket).onComplete(closed -> {
            count.decrement();
            if (target != null) {
                target.ended(Outcome.OK);
            }
        });
    }

    /** Completed when it is closed, whoever did it. */
    static Future<Void> closed(NetSocket socket) {
        Promise<Void> closed = Promise.promise();
        ((NetSocketInternal) socket)
                .channelHandlerContext()
                .channel()
                .closeFuture()
                .addListener(end -> closed.complete());
        return closed.future();
    }
}
