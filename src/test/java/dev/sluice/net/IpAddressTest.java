package dev.sluice.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    private static IpAddress parse(String text) {
        IpAddress address = IpAddress.parse(text, 0, text.length());
        if (address == null) {
            throw new AssertionError("no address: " + text);
        }
        return address;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "1.2.3", "1.2.3.4.5", "1.2.3.256", "1.2.3.04", "1.2.3.4 ", " 1.2.3.4", "1..2.3", "a.b.c.d",
                ":", ":::", "1:", ":1", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "g::", "::1%lo",
                "1:2:3:4:5:6:7:1.2.3.4", "::1.2.3", "1:2:3:4:5:6:7:8::", "1::2:3:4:5:6:7:8", "١.2.3.4", "::Ａ",
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text, 0, text.length())).isNull();
    }

    /** The runtime's own reading is the judge. */
    @Test
    void readsWhatTheRuntimeReads() throws UnknownHostException {
        long seed = Seed.next();
        Random random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(3) == 0 ? 0 : bytes[i];
            }
            InetAddress address = InetAddress.getByAddress(bytes);
            String text = address.getHostAddress();
            String shorter = text.replaceFirst("(^|:)0(:0)+(:|$)", "::");

            assertThat(parse(text).text()).as("seed %s", seed).isEqualTo(text);
            assertThat(parse(shorter)).as("seed %s: %s", seed, shorter).isEqualTo(parse(text));
            assertThat(parse(text.toUpperCase(java.util.Locale.ROOT))).isEqualTo(parse(text));
        }
    }
}
