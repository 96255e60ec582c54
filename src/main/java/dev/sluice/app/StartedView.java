package dev.sluice.app;

import dev.sluice.app.settings.AuthSettings;
import dev.sluice.app.settings.ContractSettings;
import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.app.settings.UpstreamEntry;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.ratelimit.redis.RedisSettings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells whoever started the server what runs. */
final class StartedView {

    /**
     * What is listened on.
     *
     * @param data 0 for nothing
     */
    record BoundPorts(int data, int control, OptionalInt service) {}

    private final Settings settings;
    private final int eventLoops;
    private final Scheme callers;

    /** @param callers who are let in */
    StartedView(Settings settings, int eventLoops, Scheme callers) {
        this.settings = settings;
        this.eventLoops = eventLoops;
        this.callers = callers;
    }

    Started of(
            List<LoadedContract> contracts,
            @Nullable Storage storage,
            BoundPorts ports,
            String registry,
            Optional<Started.Token> token) {
        boolean only = settings.service().only();
        Started.Address control = new Started.Address(
                settings.control().host(),
                ports.control,
                settings.control().tls().certificate().isPresent());
        Started.Address service = ports.service.isPresent()
                ? new Started.Address(
                        settings.service().host(),
                        ports.service.getAsInt(),
                        settings.service().tls().certificate().isPresent())
                : control;
        Started.Address data = new Started.Address(
                settings.listen().host(),
                ports.data,
                settings.tls().certificate().isPresent());
        return new Started(
                only ? service : data,
                control,
                !settings.control().portAsked()
                        && ports.control != settings.control().port(),
                token,
                contracts.stream().map(this::contract).toList(),
                Optional.ofNullable(storage).map(Storage::place),
                limits(contracts),
                eventLoops,
                only ? Optional.empty() : example(contracts),
                only || ports.service.isPresent()
                        ? Optional.of(new Started.Service(service, only, registry))
                        : Optional.empty(),
                closed());
    }

    private Optional<String> closed() {
        return settings.maintenance().on()
                ? Optional.of("maintenance.on: every request is answered with 503, Retry-After "
                        + settings.maintenance().retryAfter().toSeconds())
                : Optional.empty();
    }

    private String limits(List<LoadedContract> contracts) {
        RedisSettings redis = Configured.redis(settings);
        String text = LimitsText.of(
                Configured.rateLimits(settings),
                contracts.stream().map(LoadedContract::plan).toList());
        return redis == null ? text : text + ", shared by " + redis.servers();
    }

    private Started.Contract contract(LoadedContract contract) {
        ContractPlan plan = contract.plan();
        return new Started.Contract(
                plan.title(), plan.version(), plan.basePath(), plan.operations().size(), answered(contract));
    }

    private String answered(LoadedContract contract) {
        Backends backends = contract.backends();
        Set<String> others = new LinkedHashSet<>();
        for (Backends.Answerer other : backends.others().values()) {
            String text = text(other, contract.mock());
            long count =
                    backends.others().values().stream().filter(other::equals).count();
            others.add(count + " by " + text);
        }
        return text(backends.whole(), contract.mock()) + (others.isEmpty() ? "" : "; " + String.join(", ", others));
    }

    private String text(Backends.Answerer answerer, @Nullable Mock mock) {
        return switch (answerer.kind()) {
            case STORE -> "store";
            case MOCK -> mock == null ? "mock" : mocked(mock);
            case PROXY -> "proxy to " + targets(String.valueOf(answerer.upstream()));
        };
    }

    private String targets(String upstream) {
        UpstreamEntry entry = settings.upstreams().get(upstream);
        return entry == null
                ? upstream
                : entry.servers().targets().stream()
                        .map(target -> target.url() + entry.basePath().orElse(""))
                        .collect(Collectors.joining(", "));
    }

    private String mocked(Mock answers) {
        MockSettings mock = settings.mock();
        List<String> words = new ArrayList<>();
        if (mock.dynamic()) {
            words.add("dynamic");
        }
        if (mock.seed() != 0) {
            words.add("seed " + mock.seed());
        }
        if (mock.echo()) {
            words.add("echo");
        }
        if (mock.security() == MockSettings.Security.OFF) {
            words.add("no security");
        }
        if (mock.stateful()) {
            words.add(answers.collections() == 1 ? "1 collection" : answers.collections() + " collections");
        }
        if (!mock.latency().longest().isZero()) {
            words.add("latency " + mock.latency());
        }
        if (!mock.faults().chances().isEmpty()) {
            words.add("faults " + mock.faults());
        }
        return "mock" + (words.isEmpty() ? "" : " (" + String.join(", ", words) + ")");
    }

    private Optional<Started.Request> example(List<LoadedContract> contracts) {
        Optional<LoadedContract> mock =
                contracts.stream().filter(LoadedContract::isMock).findFirst();
        if (mock.isPresent()) {
            return new ExampleRequest(mock.get().plan(), settings.mock().security(), callers).find();
        }
        boolean documented =
                contracts.stream().anyMatch(contract -> contract.backends().use(ContractSettings.Backend.STORE))
                        && settings.store().url().isEmpty()
                        && settings.store().example()
                        && settings.auth().scheme() == AuthSettings.Scheme.NONE;
        return documented
                ? Optional.of(Started.Request.DOCUMENTED)
                : contracts.stream()
                        .findFirst()
                        .flatMap(contract ->
                                new ExampleRequest(contract.plan(), MockSettings.Security.PRESENCE, callers).find());
    }
}
