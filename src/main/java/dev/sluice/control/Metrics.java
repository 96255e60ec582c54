package dev.sluice.control;

import dev.sluice.ratelimit.ProjectQuotas;
import dev.sluice.ratelimit.RateLimitCounts;
import dev.sluice.resilience.BreakerView;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** What {@code /metrics} shows. Safe for any thread; close it once nothing records any more. */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RequestMetrics requests = new RequestMetrics(registry);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    /** The registry itself would let go of them. */
    private final List<LongSupplier> counts = new CopyOnWriteArrayList<>();

    /** @param version of this Sluice */
    public Metrics(String version) {
        Gauge.builder("sluice.build.info", () -> 1)
                .description("What runs; always 1.")
                .tag("version", version)
                .tag("java_version", Runtime.version().toString())
                .register(registry);
    }

    /** Shows the JVM. Apart from the constructor since it takes 0.1 s, which no first answer has to wait for. */
    public void watchJvm() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        garbageCollection.bindTo(registry);
    }

    /** Records every exchange that it is told of. */
    public RequestMetrics requests() {
        return requests;
    }

    /** Shows the decisions of a limiter. */
    public void watch(ProjectQuotas quotas) {
        decisions(quotas, "allowed", RateLimitCounts::allowed);
        decisions(quotas, "refused", RateLimitCounts::refused);
        decisions(quotas, "would_refuse", RateLimitCounts::wouldRefuse);
        FunctionCounter.builder(
                        "sluice.rate.limit.shared", quotas, all -> all.counts().shared())
                .description("Calls of projects that had no limiter of their own because there were too many.")
                .register(registry);
        gauge(
                "sluice.rate.limit.projects",
                "Projects that have a limiter of their own, summed over the policies.",
                () -> quotas.counts().projects());
    }

    private void decisions(ProjectQuotas quotas, String outcome, ToDoubleFunction<RateLimitCounts> count) {
        FunctionCounter.builder("sluice.rate.limit.decisions", quotas, all -> count.applyAsDouble(all.counts()))
                .description("Calls by what the limiter said.")
                .tag("outcome", outcome)
                .register(registry);
    }

    /** Shows a circuit breaker: a gauge for each state, 1 for the present one. */
    public void watch(String name, Supplier<BreakerView> breaker) {
        for (BreakerView.State state : BreakerView.State.values()) {
            Gauge.builder("sluice.breaker.state", () -> breaker.get().state() == state ? 1 : 0)
                    .description("1 for the state that the circuit breaker is in.")
                    .tag("name", name)
                    .tag("state", ControlApi.word(state))
                    .register(registry);
        }
        FunctionCounter.builder(
                        "sluice.breaker.refused",
                        breaker,
                        present -> present.get().refused())
                .description("Calls that the circuit breaker refused.")
                .tag("name", name)
                .register(registry);
    }

    /** @param name of an upstream of proxies */
    public void watchUpstream(String name, Supplier<UpstreamState> upstream) {
        gauge(
                "requests.in.flight",
                "Requests that an upstream has now.",
                name,
                () -> upstream.get().inFlight());
        gauge(
                "connections",
                "Connections to an upstream that are open.",
                name,
                () -> upstream.get().connections());
        gauge(
                "targets.out",
                "Targets of an upstream that are left out.",
                name,
                () -> upstream.get().targets().stream()
                        .filter(target -> !target.state().equals("up"))
                        .count());
        Map<String, String> tags = Map.of("upstream", name);
        counter(
                "sluice.upstream.requests",
                "Requests for an upstream.",
                tags,
                () -> upstream.get().requests());
        counter(
                "sluice.upstream.retries",
                "Requests that were tried again.",
                tags,
                () -> upstream.get().retries());
        counter(
                "sluice.upstream.refused",
                "Requests for which an upstream had no room.",
                tags,
                () -> upstream.get().refused());
    }

    private void gauge(String name, String description, String upstream, DoubleSupplier value) {
        Gauge.builder("sluice.upstream." + name, value::getAsDouble)
                .description(description)
                .tag("upstream", upstream)
                .register(registry);
    }

    /** @param name with dots: {@code sluice.store.pool.size} is shown as {@code sluice_store_pool_size} */
    public void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(description).register(registry);
    }

    /**
     * A count that only grows.
     *
     * @param tag its one label, or empty for none
     */
    public void counter(String name, String description, String tag, String value, LongSupplier count) {
        counter(name, description, tag.isEmpty() ? Map.of() : Map.of(tag, value), count);
    }

    /**
     * A count that only grows.
     *
     * @param tags its labels
     */
    public void counter(String name, String description, Map<String, String> tags, LongSupplier count) {
        counts.add(count);
        FunctionCounter.Builder<LongSupplier> builder =
                FunctionCounter.builder(name, count, LongSupplier::getAsLong).description(description);
        tags.forEach(builder::tag);
        builder.register(registry);
    }

    /** The text format of Prometheus, version 0.0.4. Takes milliseconds. */
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
