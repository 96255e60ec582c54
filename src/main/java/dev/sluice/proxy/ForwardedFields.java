package dev.sluice.proxy;

import dev.sluice.exchange.Client;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The fields that tell an upstream who has called: what came in them is dropped, unless it came from a proxy that is
 * trusted, as an address other than the peer's shows. Used again for every request of an event loop.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>
 */
final class ForwardedFields {

    private static final AsciiString FOR = AsciiString.cached("X-Forwarded-For");
    private static final AsciiString PROTO = AsciiString.cached("X-Forwarded-Proto");
    private static final AsciiString HOST = AsciiString.cached("X-Forwarded-Host");
    private static final AsciiString FORWARDED = AsciiString.cached("Forwarded");
    private static final AsciiString HTTP = AsciiString.cached("http");
    private static final AsciiString HTTPS = AsciiString.cached("https");

    private final ForwardedHeader which;
    private Client client = Client.NONE;
    private boolean trusted;
    private @Nullable String via;
    private @Nullable String addresses;
    private @Nullable String proto;
    private @Nullable String host;
    private @Nullable String standard;

    ForwardedFields(ForwardedHeader which) {
        this.which = which;
    }

    void begin(Client next) {
        client = next;
        trusted = !next.address().equals(next.peer());
        via = null;
        addresses = null;
        proto = null;
        host = null;
        standard = null;
    }

    /** Whether a field is one of those that are written anew, or dropped. */
    boolean takes(String name, String value) {
        switch (name.length()) {
            case 3 -> {
                return HopByHop.same(name, "Via") && keepVia(value);
            }
            case 9 -> {
                if (HopByHop.same(name, FORWARDED)) {
                    standard = joined(standard, value);
                    return true;
                }
                return !trusted && HopByHop.same(name, "X-Real-IP");
            }
            default -> {
                return name.length() > 12
                        && name.regionMatches(true, 0, "X-Forwarded-", 0, 12)
                        && takesOne(name, value);
            }
        }
    }

    private boolean keepVia(String value) {
        via = joined(via, value);
        return true;
    }

    private boolean takesOne(String name, String value) {
        if (HopByHop.same(name, FOR)) {
            addresses = joined(addresses, value);
            return true;
        }
        if (HopByHop.same(name, PROTO)) {
            proto = value;
            return true;
        }
        if (HopByHop.same(name, HOST)) {
            host = value;
            return true;
        }
        return !trusted;
    }

    private static String joined(@Nullable String before, String value) {
        return before == null ? value : before + ", " + value;
    }

    /** Who has forwarded it, up to here. */
    String via() {
        String own = switch (client.version()) {
            case "1.0" -> "1.0 sluice";
            case "2.0" -> "2.0 sluice";
            default -> "1.1 sluice";
        };
        return via == null ? own : via + ", " + own;
    }

    void writeTo(HeadSink out) {
        if (which.common) {
            String peer = client.peer();
            String before = trusted ? addresses : null;
            out.field(FOR, before == null ? peer : before + ", " + peer);
            if (trusted && proto != null) {
                out.field(PROTO, proto);
            } else {
                out.known(PROTO, client.secure() ? HTTPS : HTTP);
            }
            out.field(HOST, trusted && host != null ? host : client.authority());
        }
        if (which.standard) {
            String own = element();
            out.field(FORWARDED, trusted && standard != null ? standard + ", " + own : own);
        }
    }

    private String element() {
        String peer = client.peer();
        String node = peer.indexOf(':') < 0 ? peer : "\"[" + peer + "]\"";
        String authority = client.authority();
        String quoted = authority.isEmpty()
                ? ""
                : ";host=\"" + authority.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return "for=" + (node.isEmpty() ? "unknown" : node) + quoted + ";proto=" + (client.secure() ? "https" : "http");
    }
}
