package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface Resolver {

    /** @return all its addresses, or a failure; never an empty list */
    Future<List<InetAddress>> resolve(String host);
}
