package dev.sluice.control;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import java.util.Locale;

/**
 * Answers 400 to names that are not this server's. On loopback there is no other guard, so a web page whose name an
 * attacker points at 127.0.0.1 (DNS rebinding) must not be able to read or reset anything.
 */
final class HostCheck implements SecurityPolicyHandler {

    private final String host;
    private final boolean loopback;

    /** @param host that the server is bound to */
    HostCheck(String host) {
        this.host = host.toLowerCase(Locale.ROOT);
        this.loopback = isLoopback(this.host);
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || (NetUtil.isValidIpV4Address(host) && host.startsWith("127."))
                || host.equals("::1");
    }

    @Override
    public void handle(RoutingContext context) {
        if (accepts(context.request())) {
            context.next();
        } else {
            context.fail(400);
        }
    }

    private boolean accepts(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        int names = request.headers().getAll("host").size();
        // a load balancer's check, for instance; browsers always say a name
        boolean unnamed = names == 0 && request.version() == HttpVersion.HTTP_1_0;
        return unnamed || (names == 1 && authority != null && accepts(authority.host()));
    }

    private boolean accepts(String name) {
        String plain = name.toLowerCase(Locale.ROOT);
        return !loopback
                || plain.equals(host)
                || plain.equals("localhost")
                || NetUtil.isValidIpV4Address(plain)
                || NetUtil.isValidIpV6Address(plain);
    }
}
