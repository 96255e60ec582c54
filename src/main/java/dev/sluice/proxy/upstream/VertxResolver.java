package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Asks as Vert.x does for its own clients: the hosts file, then the name servers of the system, and keeps an answer as long
 * as it says itself. Addresses of IPv6 count only for hosts that have no other: nobody knows whether they can be reached.
 */
final class VertxResolver implements Resolver {

    private final VertxInternal vertx;

    VertxResolver(Vertx vertx) {
        this.vertx = (VertxInternal) vertx;
    }

    @Override
    public Future<List<InetAddress>> resolve(String host) {
        Promise<List<InetSocketAddress>> found = Promise.promise();
        // Vert.x has no public way to ask for all addresses of a name by the rules of its clients
        vertx.nameResolver().resolveAll(host, found::handle);
        return found.future().compose(addresses -> {
            List<InetAddress> known = preferred(
                    addresses.stream().map(InetSocketAddress::getAddress).toList());
            return known.isEmpty()
                    ? Future.failedFuture(new UnknownHostException("no address"))
                    : Future.succeededFuture(known);
        });
    }

    static List<InetAddress> preferred(List<InetAddress> addresses) {
        List<InetAddress> four =
                addresses.stream().filter(Inet4Address.class::isInstance).toList();
        return four.isEmpty() ? addresses : four;
    }
}
