package dev.sluice.edge;

import dev.sluice.exchange.Deadlines;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The deadlines and the {@code Date} header of one event loop, kept by one timer. */
final class LoopTime {

    private static final long TICK_MILLIS = 100;
    private static final int LOOKS = 4;

    /** IMF-fixdate, RFC 9110, 5.6.7. The names are its own: those of a locale take a start some 50 ms to load. */
    private static final DateTimeFormatter IMF_FIXDATE = new DateTimeFormatterBuilder()
            .appendText(ChronoField.DAY_OF_WEEK, names("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
            .appendPattern(", dd ")
            .appendText(
                    ChronoField.MONTH_OF_YEAR,
                    names("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
            .appendPattern(" yyyy HH:mm:ss 'GMT'")
            .toFormatter(Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    final Deadlines heads;
    /** Looks at every connection some times within the idle time. */
    final Deadlines idles;

    final Deadlines bodies;
    final Deadlines totals;
    /** Answers on their way that the client does not take. */
    final Deadlines stalls;
    /** What answers are put together in. */
    final AnswerBytes answers = new AnswerBytes();

    final HeaderTexts texts = new HeaderTexts();
    private final long idleNanos;
    private final InstantSource clock;
    private long tickNanos = System.nanoTime();
    private long second = Long.MIN_VALUE;
    private CharSequence date = "";

    private LoopTime(EdgeSettings.Timeouts timeouts, InstantSource clock) {
        this.heads = new Deadlines(timeouts.head());
        this.bodies = new Deadlines(timeouts.body());
        this.totals = new Deadlines(timeouts.total());
        this.stalls = new Deadlines(timeouts.idle());
        this.idleNanos = timeouts.idle().toNanos();
        this.idles = new Deadlines(timeouts.idle().dividedBy(LOOKS));
        this.clock = clock;
    }

    /** To be called on the event loop that it is for; its timer ends with the context's deployment. */
    static LoopTime start(Vertx vertx, EdgeSettings.Timeouts timeouts, InstantSource clock) {
        LoopTime time = new LoopTime(timeouts, clock);
        time.tick();
        vertx.setPeriodic(TICK_MILLIS, timer -> time.tick());
        return time;
    }

    private static Map<Long, String> names(String... fromOne) {
        Map<Long, String> names = new HashMap<>();
        for (String name : fromOne) {
            names.put(names.size() + 1L, name);
        }
        return names;
    }

    /** The value of {@code Date}, not older than a second and a tick. */
    CharSequence date() {
        return date;
    }

    /** {@code System.nanoTime()} some {@value #TICK_MILLIS} ms ago at most, unless the loop is late. */
    long tickNanos() {
        return tickNanos;
    }

    /** After so long without a byte, a connection that has no request is closed. */
    long idleNanos() {
        return idleNanos;
    }

    private void tick() {
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            date = HttpHeaders.createOptimized(IMF_FIXDATE.format(clock.instant()));
        }
        long nanos = System.nanoTime();
        tickNanos = nanos;
        heads.expire(nanos);
        idles.expire(nanos);
        bodies.expire(nanos);
        totals.expire(nanos);
        stalls.expire(nanos);
    }
}
