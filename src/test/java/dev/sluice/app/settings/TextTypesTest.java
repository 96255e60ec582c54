package dev.sluice.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Durations, sizes, hosts, addresses and names as text. */
class TextTypesTest {

    private static final long SEED = 7L;

    @ParameterizedTest
    @CsvSource({"500ms, 500", "10s, 10000", "5m, 300000", "1h, 3600000", "1d, 86400000", "0s, 0", "0ms, 0"})
    void readsDurations(String text, long millis) {
        assertThat(Durations.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "10", "10 s", "-1s", "1.5s", "01s", "1S", "1us", "1s1ms", "9999999999999s", "PT1S"})
    void refusesOtherDurations(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "512B, 512", "64KiB, 65536", "12MiB, 12582912", "1GiB, 1073741824"})
    void readsSizes(String text, long bytes) {
        assertThat(Sizes.parse(text)).contains(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "B", "10", "1kb", "1KB", "1 KiB", "-1B", "01B", "1.5MiB", "9999999999GiB"})
    void refusesOtherSizes(String text) {
        assertThat(Sizes.parse(text)).isEmpty();
    }

    @Test
    void whatIsPrintedIsReadAsTheSame() {
        Random random = new Random(SEED);
        for (int round = 0; round < 1000; round++) {
            Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 40)));
            long size = random.nextLong(1L << random.nextInt(1, 29)) << (random.nextBoolean() ? 10 : 0);

            assertThat(Durations.parse(Durations.print(duration)))
                    .as("seed %d", SEED)
                    .contains(duration);
            assertThat(Sizes.parse(Sizes.print(size))).as("seed %d", SEED).contains(size);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "127.0.0.1", "0.0.0.0", "::", "::1", "fe80::1", "a-b.example", "xn--bcher-kva.de"})
    void readsHosts(String text) {
        assertThat(Hosts.parse(text)).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "256.1.1.1",
                "1.2.3",
                "1.2.3.4.5",
                ":::",
                "[::1]",
                "a b",
                "-a",
                "a-",
                "a..b",
                "host:80",
                "http://host",
                "1::2::3",
                "under_score",
                "a/b"
            })
    void refusesOtherHosts(String text) {
        assertThat(Hosts.parse(text)).isEmpty();
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(Hosts.parse("a".repeat(63) + ".example")).isPresent();
        assertThat(Hosts.parse("a".repeat(64) + ".example")).isEmpty();
        assertThat(Hosts.parse("a.".repeat(127) + "a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "postgresql://",
                "postgresql:///db",
                "postgresql://host",
                "postgresql://host/",
                "http://host/db",
                "postgresql://u@host:0/db",
                "postgresql://u@host:70000/db",
                "postgresql://u:p w@host/db",
                "postgresql://u@host/db?x=1",
                "jdbc:postgresql://host/db",
                "host/db"
            })
    void refusesOtherStoreAddresses(String text) {
        assertThat(Addresses.storeAddress().parser().apply(text)).isEmpty();
    }

    @Test
    void theNearestNameIsWithinAThirdOfItsLength() {
        List<String> known = List.of("listen.port", "listen.host", "control.port");

        assertThat(NearestName.of("listen.prot", known)).contains("listen.port");
        assertThat(NearestName.of("Listen.Host", known)).contains("listen.host");
        assertThat(NearestName.of("contrl.prt", known)).contains("control.port");
        assertThat(NearestName.of("x".repeat(100_000), known)).isEmpty();
        assertThat(NearestName.of("store", known)).isEmpty();
    }
}
