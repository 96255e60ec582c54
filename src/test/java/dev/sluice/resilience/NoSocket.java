package dev.sluice.resilience;

import io.vertx.core.net.NetSocket;
import java.lang.reflect.Proxy;

/** A socket that nobody may touch. */
final class NoSocket {

    private NoSocket() {}

    static NetSocket socket() {
        return (NetSocket) Proxy.newProxyInstance(
                NoSocket.class.getClassLoader(), new Class<?>[] {NetSocket.class}, (socket, method, arguments) -> {
                    throw new AssertionError("a decorator uses the socket: " + method.getName());
                });
    }
}
