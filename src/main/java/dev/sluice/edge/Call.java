package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Client;
import dev.sluice.exchange.Deadlines;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.net.TrustedProxies;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.validation.ContentLength;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;
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

    /** What its answer says of CORS; null where that is off. */
    @Nullable
    CorsFields cors;

    /** By the client's address. */
    RateDecision arrivalRate = RateDecision.Unlimited.UNLIMITED;

    RateDecision rate = RateDecision.Unlimited.UNLIMITED;
    Identity.@Nullable Confirmation confirmation;

    /** What the head says about the body: a length from 0, {@link ContentLength#CHUNKED} or {@link ContentLength#NONE}. */
    long contentLength = ContentLength.NONE;

    /** The connection's, where it is one of HTTP/1. */
    final @Nullable ConnectionWatch watch;

    /** The connection's, where it is one of HTTP/2. */
    final @Nullable StreamWatch streams;

    private final TrustedProxies proxies;
    private @Nullable String address;

    /** Bytes of its body that count against the {@link BodyBudget}. */
    long heldBytes;

    /** The connection cannot be used again: what follows on it cannot be told apart from this request's body. */
    boolean closes;

    /** The decoder has found no request: head and target are placeholders that nobody has sent. */
    boolean undecoded;

    /** The client waits for 100 Continue and has not been told to go on. */
    boolean expectsContinue;

    /** Something is awaited, or somebody else reads the body: the request stays paused. */
    boolean held;

    /** Its body is in a coding that is undone where it is held: somebody judges or reads it. */
    boolean unfolds;

    /** Its body was read to the end, and held or judged. */
    boolean bodyRead;

    /** What a witness is to see of its body, where it is not held. */
    @Nullable
    Kept keptRequest;

    /** What a witness is to see of an answer that is not held. */
    @Nullable
    Kept keptAnswer;

    /** What is being sent; null until then, and of answers that go out at once. */
    @Nullable
    Answer sending;

    /** What is being sent comes from elsewhere, piece by piece. */
    boolean flows;

    /** The answer broke off. */
    boolean cut;

    /** When it was answered, its body had not been read to the end. */
    boolean unread;

    /** An answer has been handed to the socket, or the client has left. */
    boolean ended;

    private @Nullable Deadlines delivery;
    private long windows;

    Call(HttpServerRequest request, Exchange exchange, TrustedProxies proxies) {
        this.request = request;
        this.exchange = exchange;
        this.proxies = proxies;
        this.watch = ConnectionWatch.of(request.connection());
        this.streams = watch == null ? StreamWatch.of(request.connection()) : null;
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
        String known = address;
        if (known == null) {
            known = proxies.isEmpty() ? peer() : proxies.client(peer(), request.headers());
            address = known;
        }
        return known;
    }

    @Override
    public Voucher voucher() {
        if (proxies.isEmpty() || !proxies.trusts(peer())) {
            return Voucher.NONE;
        }
        return proxies.field() == TrustedProxies.Field.FORWARDED ? Voucher.FORWARDED : Voucher.X_FORWARDED;
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

    @Override
    public void earlyHints(Fields fields) {
        if (!ended
                && request.version() != HttpVersion.HTTP_1_0
                && !request.response().headWritten()) {
            MultiMap hints = HttpHeaders.headers();
            for (int i = 0; i < fields.size(); i++) {
                hints.add(fields.name(i).toString().toLowerCase(Locale.ROOT), fields.value(i));
            }
            request.response().writeEarlyHints(hints);
        }
    }

    /** The fields behind the request's content, which has ended. */
    Fields trailers() {
        if (streams != null) {
            return streams.trailers(request);
        }
        return watch == null ? Fields.NONE : watch.trailers();
    }

    /** Asks a client that waits for it to send the body. */
    void askForBody() {
        if (expectsContinue && !ended) {
            expectsContinue = false;
            request.response().writeContinue();
        }
    }

    /**
     * Whether nobody knows yet if there is a body, and likely there is none: of a request that has come as one of HTTP/1.1 and
     * asked for HTTP/2, its fields do not tell.
     */
    boolean mayBeWithoutBody() {
        return contentLength == ContentLength.CHUNKED
                && streams != null
                && streams.hasComeAsHttp1(request)
                && switch (request.method().name()) {
                    case "GET", "HEAD", "DELETE", "OPTIONS", "TRACE" -> true;
                    default -> false;
                };
    }

    void hold() {
        held = true;
        request.pause();
    }

    @Override
    public @Nullable X509Certificate certificate() {
        try {
            return request.isSSL() && request.sslSession().getPeerCertificates()[0] instanceof X509Certificate known
                    ? known
                    : null;
        } catch (SSLPeerUnverifiedException none) {
            return null;
        }
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

    /** Ends what carries the call, whatever is still to be sent: the connection, or, of HTTP/2, the stream. */
    void abort() {
        if (streams != null) {
            streams.reset(request, StreamWatch.CANCEL);
        } else if (watch != null) {
            // to close it in good order is to wait until the client has taken everything
            watch.cut();
        } else {
            request.connection().close();
        }
    }

    /**
     * The whole answer has been handed over, but not to the client yet.
     *
     * @param stalls within one of them it has to take as much as a stream's window
     */
    void awaitDelivery(Deadlines stalls, long bytes) {
        delivery = stalls;
        windows = bytes / StreamWatch.WINDOW;
        stalls.start(this, System.nanoTime());
    }

    /** It took too long: nobody is waiting for a good answer any more, or nobody takes it. */
    @Override
    protected void expired() {
        if (delivery != null && windows-- > 0) {
            delivery.start(this, System.nanoTime());
        } else {
            abort();
        }
    }
}
