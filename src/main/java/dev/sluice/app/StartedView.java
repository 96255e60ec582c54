package dev.sluice.app;

import dev.sluice.app.settings.MockSettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.contract.ContractPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells whoever started the server what runs. */
final class StartedView {

    private final Settings settings;
    private final int eventLoops;

    StartedView(Settings settings, int eventLoops) {
        this.settings = settings;
        this.eventLoops = eventLoops;
    }

    Started of(List<LoadedContract> contracts, @Nullable Storage storage, int port, int controlPort) {
        return new Started(
                new Started.Address(settings.listen().host(), port),
                new Started.Address(settings.control().host(), controlPort),
                !settings.control().portAsked()
                        && controlPort != settings.control().port(),
                contracts.stream().map(this::contract).toList(),
                Optional.ofNullable(storage).map(Storage::place),
                LimitsText.of(
                        Configured.rateLimits(settings),
                        contracts.stream().map(LoadedContract::plan).toList()),
                eventLoops,
                example(contracts));
    }

    private Started.Contract contract(LoadedContract contract) {
        ContractPlan plan = contract.plan();
        return new Started.Contract(
                plan.title(),
                plan.version(),
                plan.basePath(),
                plan.operations().size(),
                contract.mock() != null ? mocked(contract.mock()) : "store");
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
            return new ExampleRequest(mock.get().plan(), settings.mock().security()).find();
        }
        boolean documented =
                settings.store().url().isEmpty() && settings.store().example();
        return documented ? Optional.of(Started.Request.DOCUMENTED) : Optional.empty();
    }
}
