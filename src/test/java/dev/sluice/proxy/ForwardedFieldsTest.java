package dev.sluice.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Client;
import dev.sluice.exchange.Client.Voucher;
import io.netty.util.AsciiString;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who has called, as proxies and peers say. */
class ForwardedFieldsTest {

    /** @param address beyond trusted proxies */
    private record Caller(String peer, String address, boolean secure, Voucher voucher) implements Client {

        @Override
        public String authority() {
            return "edge.example:8443";
        }

        @Override
        public String version() {
            return "2.0";
        }
    }

    private static List<String> written(Client client, String... fields) {
        ForwardedFields forwarded = new ForwardedFields(ForwardedHeader.BOTH);
        forwarded.begin(client);
        List<String> written = new ArrayList<>();
        for (String field : fields) {
            String[] parts = field.split(": ", 2);
            if (!forwarded.takes(parts[0], parts[1])) {
                written.add(field);
            }
        }
        forwarded.writeTo(new HeadSink() {
            @Override
            public void known(AsciiString name, AsciiString value) {
                written.add(name + ": " + value);
            }

            @Override
            public void field(CharSequence name, CharSequence value) {
                written.add(name + ": " + value);
            }
        });
        return written;
    }

    @Test
    void ofATrustedProxyAreAppendedTo() {
        assertThat(written(
                        new Caller("10.0.0.1", "8.8.8.8", false, Voucher.X_FORWARDED),
                        "x-forwarded-for: 8.8.8.8, 10.0.0.7",
                        "X-Forwarded-For: 10.0.0.8",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: shop.example",
                        "X-Forwarded-Port: 443",
                        "X-Real-IP: 8.8.8.8",
                        "Client-Cert: :YQ==:",
                        "Forwarded: for=8.8.8.8"))
                .containsExactly(
                        "X-Forwarded-Port: 443",
                        "X-Real-IP: 8.8.8.8",
                        "Client-Cert: :YQ==:",
                        "X-Forwarded-For: 8.8.8.8, 10.0.0.7, 10.0.0.8, 10.0.0.1",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: shop.example",
                        "Forwarded: for=8.8.8.8, for=10.0.0.1;host=\"edge.example:8443\";proto=http");
    }

    @Test
    void ofAnybodyElseAreReplaced() {
        assertThat(written(
                        new Caller("2001:db8::1", "2001:db8::1", true, Voucher.NONE),
                        "X-Forwarded-For: 6.6.6.6",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Prefix: /evil",
                        "X-Real-IP: 6.6.6.6",
                        "client-cert: :YQ==:",
                        "Client-Cert-Chain: :YQ==:",
                        "Forwarded: for=6.6.6.6"))
                .containsExactly(
                        "X-Forwarded-For: 2001:db8::1",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: edge.example:8443",
                        "Forwarded: for=\"[2001:db8::1]\";host=\"edge.example:8443\";proto=https");
    }

    @Test
    void onlyTheFieldThatIsReadIsTrusted() {
        assertThat(written(
                        new Caller("10.0.0.1", "1.2.3.4", false, Voucher.FORWARDED),
                        "Forwarded: for=1.2.3.4;proto=https",
                        "X-Forwarded-For: 5.5.5.5",
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: evil",
                        "X-Forwarded-Prefix: /evil",
                        "X-Real-IP: 7.7.7.7"))
                .containsExactly(
                        "X-Forwarded-For: 1.2.3.4, 10.0.0.1",
                        "X-Forwarded-Proto: http",
                        "X-Forwarded-Host: edge.example:8443",
                        "Forwarded: for=1.2.3.4;proto=https, for=10.0.0.1;host=\"edge.example:8443\";proto=http");
    }

    @Test
    void aTrustedProxyNeedNotTellAnAddress() {
        assertThat(written(
                        new Caller("10.0.0.1", "10.0.0.1", false, Voucher.X_FORWARDED),
                        "X-Forwarded-Proto: https",
                        "X-Forwarded-Host: shop.example"))
                .contains("X-Forwarded-For: 10.0.0.1", "X-Forwarded-Proto: https", "X-Forwarded-Host: shop.example");
    }

    @Test
    void noneGoesOnInAnotherSpelling() {
        assertThat(written(
                        new Caller("6.6.6.6", "6.6.6.6", false, Voucher.NONE),
                        "X_Forwarded_For: 9.9.9.9",
                        "X-Forwarded_Proto: https",
                        "x_real-ip: 9.9.9.9",
                        "Client_Cert: 9.9.9.9",
                        "client-cert_chain: 9.9.9.9",
                        "X_Other: a"))
                .contains("X_Other: a")
                .noneMatch(field -> field.contains("9.9.9.9") || field.contains("https"));
    }
}
