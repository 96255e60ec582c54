package dev.sluice.traffic.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.Framing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded sequence says what it said, item by item, but for its secrets. */
class RedactedItemsTest {

    private static final Secrets SECRETS = new Secrets.OfContracts(Set.of()).find(null);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LINES | true | {'a':1}↵{'password':'x'}↵ | {'a':1}↵{'password':'[redacted]'}↵ | [/b/1/password]",
                "LINES | true | ↵ ↵{'token':1}↵{'token':2} | ↵ ↵{'token':'[redacted]'}↵{'token':'[redacted]'} | [/b/0/token, /b/1/token]",
                "LINES | true | 1,2↵{'pin':3}↵ | 1[redacted]↵{'pin':'[redacted]'}↵ | [/b/1/pin]",
                "LINES | false | {'pin':3}↵{'pin':'4 | {'pin':'[redacted]'}↵{'pin': | [/b/0/pin]",
                "RECORDS | true | ␞{'a':↵1}↵␞{'pin':3}↵ | ␞{'a':↵1}↵␞{'pin':'[redacted]'}↵ | [/b/1/pin]",
            })
    void secretsAreLeftOutOfEachItem(Framing framing, boolean whole, String text, String shown, String places) {
        List<String> redacted = new ArrayList<>();

        byte[] out = RedactedItems.of(bytes(text), framing, whole, SECRETS, "/b", redacted);

        assertThat(new String(out, StandardCharsets.UTF_8)).isEqualTo(new String(bytes(shown), StandardCharsets.UTF_8));
        assertThat(redacted).hasToString(places);
    }

    private static byte[] bytes(String text) {
        return text.replace('\'', '"').replace('↵', '\n').replace('␞', '\u001e').getBytes(StandardCharsets.UTF_8);
    }
}
