package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Client;
import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Exchange;
import dev.sluice.ratelimit.RateDecision;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** An exchange together with the socket it came from. Confined to one event loop. */
final class Call extends Deadlines.Entry implements Client {

    final HttpServerRequest request;
    final Exchange exchange;

    /** What answers the operation, once there is one. */
    @Nullable
    Backend backend;

    /** Where the operation is at home, once there is one. */
    @Nullable
    Mount mount;

    /** By the client's address. */
    RateDecision arrivalRate = RateDecision.Unlimited.UNLIMITED;

    RateDecision rate = RateDecision.Unlimited.UNLIMITED;
    Identity.@Nullable Confirmation confirmation;

    /** What the head says about the body: a length from 0, {@link ContentLength#CHUNKED} or {@link ContentLength#NONE}. */
    long contentLength = ContentLength.NONE;

    /** The connection's, or null where it has none. */
    final @Nullable ConnectionWatch watch;

    /** Bytes of its body that count against the {@link BodyBudget}. */
    long heldBytes;

    /** The connection cannot be used again: what follows on it cannot be told apart from this request's body. */
    boolean closes;

    /** The client waits for 100 Continue and has not been told to go on. */
    boolean expectsContinue;

    /** Something is awaited, or somebody else reads the body: the request stays paused. */
    boolean held;

    /** When it was answered, its body had not been read to the end. */
    boolean unread;

    /** An answer has been handed to the socket, or the client has left. */
    boolean ended;

    Call(HttpServerRequest request, Exchange exchange, @Nullable ConnectionWatch watch) {
        this.request = request;
        this.exchange = exchange;
        this.watch = watch;
        exchange.client(this);
        if (watch != null) {
            watch.began(this);
        }
    }

    @Override
    public String peer() {
        SocketAddress remote = request.remoteAddress();
        String address = remote == null ? null : remote.hostAddress();
        return address == null ? "" : address;
    }

    @Override
    public String address() {
        return peer();
    }

    @Override
    public boolean secure() {
        return request.isSSL();
    }

    @Override
    public String authority() {
        HostAndPort authority = request.authority();
        return authority == null ? "" : authority.toString();
    }

    @Override
    public String version() {
        return switch (request.version()) {
            case HTTP_1_0 -> "1.0";
            case HTTP_1_1 -> "1.1";
            case HTTP_2 -> "2.0";
        };
    }

    void hold() {
        held = true;
        request.pause();
    }

    Backend backend() {
        if (backend == null) {
            throw new IllegalStateException("no backend is known yet");
        }
        return backend;
    }

    /** What becomes of a message that breaks the contract. */
    Modes modes() {
        return mount == null ? Modes.DEFAULT : mount.modes(exchange.operation());
    }

    /** The whole exchange took too long: nobody is waiting for a good answer any more. */
    @Override
    protected void expired() {
        request.connection().close();
    }
}
