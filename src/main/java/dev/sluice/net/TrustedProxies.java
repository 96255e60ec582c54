package dev.sluice.net;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of proxies whose word about their clients is taken. Immutable; safe for many event loops.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7239">RFC 7239</a>
 */
public final class TrustedProxies {

    /** Nobody is trusted. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of(), Field.X_FORWARDED_FOR);

    /** Where the proxies say who called them: the other field may come from anybody, and is not read. */
    public enum Field {
        X_FORWARDED_FOR,
        FORWARDED
    }

    private final AddressRange[] ranges;
    private final Field field;

    private TrustedProxies(List<AddressRange> ranges, Field field) {
        this.ranges = ranges.toArray(AddressRange[]::new);
        this.field = field;
    }

    /**
     * @param ranges addresses, or ranges as {@code 10.0.0.0/8} and {@code fd00::/8}
     * @throws IllegalArgumentException when one of them is none
     */
    public static TrustedProxies of(List<String> ranges, Field field) {
        List<AddressRange> parsed = new ArrayList<>();
        for (String range : ranges) {
            AddressRange known = AddressRange.parse(range);
            if (known == null) {
                throw new IllegalArgumentException("expected: an address, or a range such as 10.0.0.0/8 or fd00::/8");
            }
            parsed.add(known);
        }
        return parsed.isEmpty() ? NONE : new TrustedProxies(parsed, field);
    }

    /** Whether a text is an address or a range of addresses. */
    public static boolean isRange(String text) {
        return AddressRange.parse(text) != null;
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return ranges.length == 0;
    }

    /** Where those that are trusted tell of their clients. */
    public Field field() {
        return field;
    }

    /** @param peer an IPv4 or IPv6 address, without brackets and port; anything else is not trusted */
    public boolean trusts(String peer) {
        return ranges.length > 0 && trusts(IpAddress.parse(peer, 0, peer.length()));
    }

    private boolean trusts(@Nullable IpAddress address) {
        if (address != null) {
            for (AddressRange range : ranges) {
                if (range.contains(address)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Who sent a request: the last address in front of those that are trusted, told by a peer that is. When a proxy does
     * not tell an address ({@code unknown}, an obfuscated name, nonsense), what stands before it is nobody's word: then it
     * is the last trusted one.
     *
     * @param peer the other end of the socket
     */
    public String client(String peer, MultiMap headers) {
        if (!trusts(peer)) {
            return peer;
        }
        List<String> nodes = field == Field.FORWARDED
                ? Forwarded.nodes(headers.getAll("Forwarded"))
                : Forwarded.list(headers.getAll("X-Forwarded-For"));
        String client = peer;
        for (int i = nodes.size() - 1; i >= 0; i--) {
            IpAddress address = Forwarded.address(nodes.get(i), field == Field.FORWARDED);
            if (address == null) {
                return client;
            }
            client = address.text();
            if (!trusts(address)) {
                return client;
            }
        }
        return client;
    }
}
