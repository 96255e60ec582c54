package dev.sluice.proxy;

import dev.sluice.exchange.Client;
import io.netty.util.AsciiString;
import org.jspecify.annotations.Nullable;

/**
 * The fields that tell an upstream who has called: what came in them is dropped, unless it came from a proxy that is
 * trusted, in the fields that it is trusted for. Used again for every request of an event loop.
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
    private boolean common;
    private boolean normal;
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
        common = next.voucher() == Client.Voucher.X_FORWARDED;
        normal = next.voucher() == Client.Voucher.FORWARDED;
        via = null;
        addresses = null;
        proto = null;
        host = null;
        standard = null;
    }

    /** Whether a field is one of those that are written anew, or dropped. */
    boolean takes(String name, String value) {
        if (name.indexOf('_') >= 0) {
            // CGI and its heirs read it as if it had dashes
            String plain = name.replace('_', '-');
            return isCommon(plain) || isCertificate(plain) || HopByHop.same(plain, "X-Real-IP");
        }
        switch (name.length()) {
            case 3 -> {
                return HopByHop.same(name, "Via") && keepVia(value);
            }
            case 9 -> {
                if (HopByHop.same(name, FORWARDED)) {
                    standard = joined(standard, value);
                    return true;
                }
                return !common && HopByHop.same(name, "X-Real-IP");
            }
            case 11, 17 -> {
                boolean known = common || normal;
                return isCertificate(name) ? !known : isCommon(name) && takesOne(name, value);
            }
            default -> {
                return isCommon(name) && takesOne(name, value);
            }
        }
    }

    private static boolean isCommon(String name) {
        return name.length() > 12 && name.regionMatches(true, 0, "X-Forwarded-", 0, 12);
    }

    /** What a proxy that ends TLS says of the client's certificate, and nobody else may: RFC 9440, 4. */
    private static boolean isCertificate(String name) {
        return HopByHop.same(name, "Client-Cert") || HopByHop.same(name, "Client-Cert-Chain");
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
        return !common;
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
        String peer = client.peer();
        boolean beyond = !client.address().equals(peer);
        if (which.common) {
            String before = common ? addresses : beyond ? client.address() : null;
            out.field(FOR, before == null ? peer : before + ", " + peer);
            if (common && proto != null) {
                out.field(PROTO, proto);
            } else {
                out.known(PROTO, client.secure() ? HTTPS : HTTP);
            }
            out.field(HOST, common && host != null ? host : client.authority());
        }
        if (which.standard) {
            String before = normal ? standard : beyond ? "for=" + node(client.address()) : null;
            out.field(FORWARDED, before == null ? element() : before + ", " + element());
        }
    }

    private String element() {
        String authority = client.authority();
        String quoted = authority.isEmpty()
                ? ""
                : ";host=\"" + authority.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        return "for=" + node(client.peer()) + quoted + ";proto=" + (client.secure() ? "https" : "http");
    }

    private static String node(String address) {
        if (address.isEmpty()) {
            return "unknown";
        }
        return address.indexOf(':') < 0 ? address : "\"[" + address + "]\"";
    }
}
