package dev.sluice.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopTimeTest {

    private static final Instant FIRST = Instant.parse("2026-01-01T23:59:58Z");
    private static final DateTimeFormatter EXPECTED = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final EdgeSettings.Timeouts TIMEOUTS = new EdgeSettings.Timeouts(
            Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @Test
    void datesAreInEnglishOnEveryDayOfTheYear() {
        for (int day = 0; day < 365; day++) {
            Instant now = FIRST.plus(day, ChronoUnit.DAYS);

            CharSequence date =
                    LoopTime.start(vertx, TIMEOUTS, InstantSource.fixed(now)).date();

            assertThat(date).hasToString(EXPECTED.format(now));
        }
    }
}
