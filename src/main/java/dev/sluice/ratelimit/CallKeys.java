package dev.sluice.ratelimit;

import dev.sluice.contract.RateKey;
import dev.sluice.exchange.Exchange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call can be counted by. Made for one call. */
final class CallKeys {

    private final Exchange exchange;
    private @Nullable String address;

    CallKeys(Exchange exchange) {
        this.exchange = exchange;
    }

    boolean has(RateKey key) {
        return key != RateKey.PROJECT || exchange.project() != null;
    }

    /** The text of these keys: another one for other values. Empty for none. */
    String of(List<RateKey> keys) {
        if (keys.size() == 1) {
            return of(keys.get(0));
        }
        StringBuilder text = new StringBuilder();
        for (RateKey key : keys) {
            String part = of(key);
            // with its length in front, so that no two rows of parts read alike
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }

    private String of(RateKey key) {
        return switch (key) {
            case PROJECT -> String.valueOf(exchange.project());
            case CALLER -> exchange.caller().name();
            case ADDRESS -> address();
            case OPERATION ->
                exchange.operation().id() + '@' + exchange.contract().title();
        };
    }

    private String address() {
        String known = address;
        if (known == null) {
            known = AddressGroup.of(exchange.client().address());
            address = known;
        }
        return known;
    }
}
