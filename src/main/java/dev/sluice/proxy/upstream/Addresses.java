package dev.sluice.proxy.upstream;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The targets of one URL: one for each address of its host. Not safe for use by several threads. */
final class Addresses {

    /** Divisible by every small number of addresses, so that they share a weight without a rest. */
    private static final long FINE = 720_720;

    private final TargetSettings settings;
    private Map<InetAddress, Target> targets = Map.of();

    Addresses(TargetSettings settings) {
        this.settings = settings;
    }

    TargetSettings settings() {
        return settings;
    }

    List<Target> targets() {
        return List.copyOf(targets.values());
    }

    boolean isEmpty() {
        return targets.isEmpty();
    }

    /** Of each one. */
    long weight() {
        return Math.max(1, settings.weight() * FINE / Math.max(1, targets.size()));
    }

    /**
     * @param making a target of an address that was not there
     * @return the targets that are there no more
     */
    List<Target> are(List<InetAddress> addresses, Function<SocketAddress, Target> making) {
        Map<InetAddress, Target> present = new LinkedHashMap<>();
        for (InetAddress address : addresses) {
            present.computeIfAbsent(address, one -> {
                Target known = targets.get(one);
                return known == null
                        ? making.apply(SocketAddress.inetSocketAddress(settings.port(), one.getHostAddress()))
                        : known;
            });
        }
        List<Target> gone = new ArrayList<>(targets.values());
        gone.removeAll(present.values());
        targets = present;
        return gone;
    }
}
