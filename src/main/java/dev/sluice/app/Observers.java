package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.control.Metrics;
import dev.sluice.coverage.Coverage;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Witness;
import dev.sluice.traffic.AccessLog;
import dev.sluice.traffic.record.Recorder;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who sees the traffic go by: the access log, what counts coverage, the recorder; each only where the settings want it. */
final class Observers {

    private final @Nullable AccessLog log;
    private final @Nullable Recorder recorder;
    private final Coverage coverage;
    private final boolean counting;

    private Observers(@Nullable AccessLog log, @Nullable Recorder recorder, Coverage coverage, boolean counting) {
        this.log = log;
        this.recorder = recorder;
        this.coverage = coverage;
        this.counting = counting;
    }

    /** @param stopping takes how to end what was begun */
    static Observers open(Settings settings, ServedContracts contracts, Metrics metrics, Consumer<Runnable> stopping)
            throws StartException {
        boolean counting = settings.coverage().on();
        Coverage coverage = counting
                ? new Coverage(contracts::plans, compiler(stopping), InstantSource.system())
                : new Coverage(List::of, Runnable::run, InstantSource.system());
        // without a data plane nothing goes by
        return settings.service().only()
                ? new Observers(null, null, coverage, counting)
                : new Observers(
                        accessLog(settings, metrics, stopping),
                        recorder(settings, metrics, stopping),
                        coverage,
                        counting);
    }

    private static ExecutorService compiler(Consumer<Runnable> stopping) {
        ExecutorService compiler = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "sluice-coverage");
            thread.setDaemon(true);
            return thread;
        });
        stopping.accept(compiler::shutdownNow);
        return compiler;
    }

    private static @Nullable AccessLog accessLog(Settings settings, Metrics metrics, Consumer<Runnable> stopping)
            throws StartException {
        if (settings.log().access().isEmpty()) {
            return null;
        }
        AccessLog log = AccessLogFile.open(settings.log().access().get());
        stopping.accept(log::close);
        metrics.counter(
                "sluice.access.log.dropped", "Lines that were dropped because the log was slow.", "", "", log::dropped);
        return log;
    }

    private static @Nullable Recorder recorder(Settings settings, Metrics metrics, Consumer<Runnable> stopping)
            throws StartException {
        if (settings.recording().file().isEmpty()) {
            return null;
        }
        Recorder recorder = Recordings.open(
                settings.recording(), settings.recording().file().get());
        stopping.accept(recorder::close);
        metrics.counter("sluice.record.exchanges", "Exchanges that were recorded.", "", "", recorder::written);
        String description = "Exchanges that were not recorded.";
        metrics.counter("sluice.record.dropped", description, "reason", "slow", recorder::dropped);
        metrics.counter("sluice.record.dropped", description, "reason", "unwritable", recorder::lost);
        return recorder;
    }

    /** Nothing is counted where it is off: then there is nothing to be seen of it. */
    Coverage coverage() {
        return coverage;
    }

    /** This one, and before it the access log. */
    ExchangeListener listener(ExchangeListener next) {
        return log == null ? next : log.and(next);
    }

    /** Null where nobody looks at what goes by. */
    @Nullable
    Witness witness() {
        if (!counting) {
            return recorder;
        }
        return recorder == null ? coverage : coverage.and(recorder);
    }
}
