package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.net.TrustedProxies.Field;
import dev.sluice.support.Seed;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sent a request, behind proxies that are trusted. */
class TrustedProxiesTest {

    private static final List<String> RANGES = List.of("10.0.0.0/8", "192.0.2.7", "fd00::/8");

    private static String client(Field field, String peer, String... values) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        String name = field == Field.FORWARDED ? "Forwarded" : "X-Forwarded-For";
        for (String value : values) {
            headers.add(name, value);
        }
        // of the other field nothing is believed
        headers.add(field == Field.FORWARDED ? "X-Forwarded-For" : "Forwarded", "for=8.8.8.8, 8.8.8.8");
        return TrustedProxies.of(RANGES, field).client(peer, headers);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9 | 1.2.3.4                       | 203.0.113.9",
                "10.1.1.1    | 1.2.3.4                       | 1.2.3.4",
                "10.1.1.1    | 6.6.6.6, 1.2.3.4              | 1.2.3.4",
                "10.1.1.1    | 6.6.6.6, 1.2.3.4, 10.2.2.2    | 1.2.3.4",
                "10.1.1.1    | 1.2.3.4 , 192.0.2.7,10.2.2.2  | 1.2.3.4",
                "10.1.1.1    | 10.3.3.3, 10.2.2.2            | 10.3.3.3",
                "10.1.1.1    | 1.2.3.4, unknown              | 10.1.1.1",
                "10.1.1.1    | 1.2.3.4, unknown, 10.2.2.2    | 10.2.2.2",
                "10.1.1.1    | 1.2.3.4:5678                  | 1.2.3.4",
                "10.1.1.1    | 2001:db8::1                   | 2001:db8:0:0:0:0:0:1",
                "10.1.1.1    | [2001:db8::1]:443             | 2001:db8:0:0:0:0:0:1",
                "fd00::1     | 1.2.3.4, fd12::5              | 1.2.3.4",
                "10.1.1.1    | ::ffff:1.2.3.4                | 1.2.3.4",
                "10.1.1.1    | 1.2.3.4, ::ffff:10.0.0.1      | 1.2.3.4",
                "10.1.1.1    | 1.2.3.999                     | 10.1.1.1",
                "10.1.1.1    | 01.2.3.4                      | 10.1.1.1",
                "10.1.1.1    | localhost                     | 10.1.1.1",
                "10.1.1.1    | ''                            | 10.1.1.1",
                "10.1.1.1    | 1.2.3.4,                      | 10.1.1.1",
                "10.1.1.1    | 1.2.3.4:port                  | 10.1.1.1",
                "10.1.1.1    | 1.2.3.4:                      | 10.1.1.1",
                "fe80::1%eth0 | 1.2.3.4                      | fe80::1%eth0",
            })
    void readsXForwardedFor(String peer, String value, String expected) {
        assertThat(client(Field.X_FORWARDED_FOR, peer, value)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "10.1.1.1 | for=1.2.3.4                                        | 1.2.3.4",
                "10.1.1.1 | For=1.2.3.4;proto=http;by=203.0.113.43             | 1.2.3.4",
                "10.1.1.1 | proto=https ; for=\"1.2.3.4:80\"                   | 1.2.3.4",
                "10.1.1.1 | for=6.6.6.6, for=1.2.3.4;host=a, for=10.0.0.9      | 1.2.3.4",
                "10.1.1.1 | for=\"[2001:db8::1]:4711\"                         | 2001:db8:0:0:0:0:0:1",
                "10.1.1.1 | for=\"[2001:db8::1]\"                              | 2001:db8:0:0:0:0:0:1",
                "10.1.1.1 | for=\"\\1.2.3.4\"                                  | 1.2.3.4",
                "10.1.1.1 | for=\"1.2.3.4:_port\"                              | 1.2.3.4",
                "10.1.1.1 | for=1.2.3.4, for=_hidden                           | 10.1.1.1",
                "10.1.1.1 | for=1.2.3.4, for=unknown                           | 10.1.1.1",
                "10.1.1.1 | for=1.2.3.4, proto=http                            | 10.1.1.1",
                "10.1.1.1 | for=1.2.3.4, , for=10.2.2.2                        | 1.2.3.4",
                "10.1.1.1 | for=2001:db8::1                                    | 10.1.1.1",
                "10.1.1.1 | for=\"2001:db8::1\"                                | 10.1.1.1",
                "10.1.1.1 | for=1.2.3.4;for=5.6.7.8                            | 10.1.1.1",
                "10.1.1.1 | for=\"1.2.3.4                                      | 10.1.1.1",
                "10.1.1.1 | for                                                | 10.1.1.1",
                "10.1.1.1 | for=                                               | 10.1.1.1",
                "10.1.1.1 | =1.2.3.4                                           | 10.1.1.1",
                "10.1.1.1 | for=1.2.3.4 for=5.6.7.8                            | 10.1.1.1",
                "10.1.1.1 | for=\"[1.2.3.4]\"                                  | 10.1.1.1",
                "9.9.9.9  | for=1.2.3.4                                        | 9.9.9.9",
            })
    void readsForwarded(String peer, String value, String expected) {
        assertThat(client(Field.FORWARDED, peer, value)).isEqualTo(expected);
    }

    @Test
    void readsRepeatedFieldsAsOneList() {
        assertThat(client(Field.X_FORWARDED_FOR, "10.1.1.1", "6.6.6.6, 1.2.3.4", "10.2.2.2"))
                .isEqualTo("1.2.3.4");
        assertThat(client(Field.FORWARDED, "10.1.1.1", "for=1.2.3.4", "garbage\"", "for=10.2.2.2"))
                .isEqualTo("10.2.2.2");
    }

    @Test
    void trustsNobodyByDefault() {
        assertThat(TrustedProxies.NONE.trusts("127.0.0.1")).isFalse();
        assertThat(TrustedProxies.NONE.isEmpty()).isTrue();
        assertThat(TrustedProxies.of(List.of("0.0.0.0/0"), Field.FORWARDED).trusts("127.0.0.1"))
                .isTrue();
        assertThat(TrustedProxies.of(List.of("0.0.0.0/0"), Field.FORWARDED).trusts("::1"))
                .isFalse();
        assertThat(TrustedProxies.of(List.of("::/0"), Field.FORWARDED).trusts("::1"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/33",
                "10.0.0/8",
                "::/129",
                "fd00::/",
                "10.0.0.0/08",
                "",
                "/8",
                "::1::",
                "1:2:3:4:5:6:7:8:9"
            })
    void refusesWhatIsNoRange(String text) {
        assertThat(TrustedProxies.isRange(text)).isFalse();
        assertThatThrownBy(() -> TrustedProxies.of(List.of(text), Field.FORWARDED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whoever forges what stands further in front is never believed, however long or odd it is. */
    @Test
    void takesTheRightmostUntrustedAddressWhateverStandsBefore() {
        long seed = Seed.next();
        Random random = new Random(seed);
        String[] odd = {"unknown", "_x", "10.0.0.1", "5.6.7.8", "\"", ";;", "[::]", "for=", "999.1.1.1", "::1", ""};
        for (int round = 0; round < 2000; round++) {
            List<String> nodes = new ArrayList<>();
            for (int i = random.nextInt(80); i > 0; i--) {
                nodes.add(odd[random.nextInt(odd.length)]);
            }
            nodes.add("1.2.3.4");
            for (int i = random.nextInt(4); i > 0; i--) {
                nodes.add("10.0." + random.nextInt(256) + "." + random.nextInt(256));
            }

            String client = client(Field.X_FORWARDED_FOR, "10.1.1.1", String.join(", ", nodes));

            assertThat(client).as("seed %s: %s", seed, nodes).isEqualTo("1.2.3.4");
        }
    }
}
