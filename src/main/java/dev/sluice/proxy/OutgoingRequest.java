package dev.sluice.proxy;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request as it goes to an upstream. Used again for every request of an event loop, and valid until the
 * next one.
 */
final class OutgoingRequest implements BiConsumer<String, String> {

    /** Nothing is said of a body, as there is none. */
    static final long NO_BODY = -2;

    /** It comes in chunks. */
    static final long CHUNKED = -1;

    private static final AsciiString HOST = AsciiString.cached("Host");
    private static final AsciiString VIA = AsciiString.cached("Via");
    private static final AsciiString REQUEST_ID = AsciiString.cached("X-Request-Id");
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    private static final AsciiString CONNECTION = AsciiString.cached("Connection");
    private static final AsciiString UPGRADE = AsciiString.cached("Upgrade");
    private static final AsciiString TE = AsciiString.cached("TE");
    private static final AsciiString TRAILERS = AsciiString.cached("trailers");
    private static final AsciiString COOKIE = AsciiString.cached("Cookie");
    private static final AsciiString CONTENT_LENGTH = AsciiString.cached("Content-Length");
    private static final AsciiString TRANSFER_ENCODING = AsciiString.cached("Transfer-Encoding");
    private static final AsciiString EXPECT = AsciiString.cached("Expect");
    private static final AsciiString CONTINUE = AsciiString.cached("100-continue");
    private static final AsciiString CHUNKS = AsciiString.cached("chunked");

    private final ForwardingSettings settings;
    private final String basePath;
    private final ForwardedFields forwarded;

    private Exchange exchange;
    private @Nullable HeadSink sink;
    private @Nullable String authority;
    private @Nullable List<String> named;
    private @Nullable StringBuilder cookies;
    private boolean trailers;
    private boolean traced;
    private String path = "";
    long length;
    boolean upgrade;
    private boolean expects;

    /** @param basePath of the upstream */
    OutgoingRequest(ForwardingSettings settings, String basePath, Exchange first) {
        this.settings = settings;
        this.basePath = basePath;
        this.forwarded = new ForwardedFields(settings.forwarded());
        this.exchange = first;
    }

    /**
     * Begins with the next one.
     *
     * @param authority of {@code Host}
     * @param upgrade whether the client's wish for another protocol is passed on
     * @param expects whether its body comes when it has been asked for
     */
    OutgoingRequest of(Exchange next, String authority, boolean upgrade, boolean expects) {
        this.expects = expects;
        this.exchange = next;
        this.authority = authority;
        this.length = length(next);
        this.upgrade = upgrade;
        this.path = path(next);
        return this;
    }

    private static long length(Exchange exchange) {
        Body body = exchange.body();
        if (body instanceof Body.Bytes bytes) {
            return bytes.buffer().length();
        }
        if (body instanceof Body.Flowing flowing) {
            return flowing.length() < 0 ? CHUNKED : flowing.length();
        }
        // RFC 9110, 8.6: said where a body might have been
        return switch (exchange.message().method()) {
            case "POST", "PUT", "PATCH" -> 0;
            default -> NO_BODY;
        };
    }

    String method() {
        return exchange.message().method();
    }

    String authority() {
        return authority == null ? "" : authority;
    }

    /** In front of {@link #path}. */
    String basePath() {
        return basePath;
    }

    /** As it came, but for the contract's base path where that is taken off. */
    String path() {
        return path;
    }

    /** As it came, or null. */
    @Nullable
    String query() {
        return exchange.message().query();
    }

    private String path(Exchange next) {
        String came = next.message().path();
        if (settings.stripBasePath()) {
            String base = next.contract().basePath();
            if (came.startsWith(base) && (came.length() == base.length() || came.charAt(base.length()) == '/')) {
                came = came.substring(base.length());
            }
        }
        return came.isEmpty() && basePath.isEmpty() ? "/" : came;
    }

    /**
     * Tells all its fields.
     *
     * @param http1 whether those of the connection are among them, and {@code Host}
     */
    void writeTo(HeadSink out, boolean http1) {
        Message message = exchange.message();
        sink = out;
        named = HopByHop.named(HopByHop.connection(message.headers()));
        cookies = null;
        trailers = false;
        traced = false;
        if (http1) {
            out.field(HOST, authority());
        }
        forwarded.begin(exchange.client());
        message.headers().forEach(this);
        forwarded.writeTo(out);
        if (cookies != null) {
            out.field(COOKIE, cookies);
        }
        out.field(VIA, forwarded.via());
        out.field(REQUEST_ID, exchange.requestId());
        if (!traced && settings.traceparent()) {
            out.field(TRACEPARENT, traceparent());
        }
        frame(out, http1);
        sink = null;
    }

    private void frame(HeadSink out, boolean http1) {
        if (length >= 0) {
            out.field(CONTENT_LENGTH, Long.toString(length));
        } else if (length == CHUNKED && http1) {
            out.known(TRANSFER_ENCODING, CHUNKS);
        }
        if (expects) {
            out.known(EXPECT, CONTINUE);
        }
        if (trailers) {
            out.known(TE, TRAILERS);
        }
        if (http1 && upgrade) {
            out.known(CONNECTION, UPGRADE);
        } else if (http1 && trailers) {
            out.known(CONNECTION, TE);
        }
    }

    @Override
    public void accept(String name, String value) {
        HeadSink out = sink;
        if (out == null || !goesOn(name, value)) {
            return;
        }
        if (!HopByHop.is(name) && !HopByHop.isNamed(named, name)) {
            out.field(name, value);
        } else if (upgrade && HopByHop.same(name, UPGRADE)) {
            out.field(UPGRADE, value);
        }
    }

    private boolean goesOn(String name, String value) {
        switch (name.length()) {
            case 2 -> {
                trailers |= HopByHop.same(name, TE) && HopByHop.hasToken(value, "trailers");
                return !HopByHop.same(name, TE);
            }
            case 4 -> {
                return !HopByHop.same(name, HOST);
            }
            case 6 -> {
                return !HopByHop.same(name, "Expect") && !isCrumb(name, value);
            }
            case 11 -> {
                traced |= HopByHop.same(name, TRACEPARENT);
                return !forwarded.takes(name, value);
            }
            case 12 -> {
                return !HopByHop.same(name, REQUEST_ID);
            }
            case 14 -> {
                return !HopByHop.same(name, CONTENT_LENGTH) && !forwarded.takes(name, value);
            }
            default -> {
                return !forwarded.takes(name, value);
            }
        }
    }

    /** HTTP/2 has each cookie in a field of its own, HTTP/1.1 all of them in one: RFC 9113, 8.2.3. */
    private boolean isCrumb(String name, String value) {
        if (!HopByHop.same(name, COOKIE) || !"2.0".equals(exchange.client().version())) {
            return false;
        }
        cookies = cookies == null
                ? new StringBuilder(value)
                : cookies.append("; ").append(value);
        return true;
    }

    /** W3C Trace Context: not sampled, as nobody here says so. */
    private static String traceparent() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return String.format("00-%016x%016x-%016x-00", random.nextLong(), random.nextLong() | 1, random.nextLong() | 1);
    }
}
