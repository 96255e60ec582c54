package dev.sluice.app;

import dev.sluice.app.settings.Settings;
import dev.sluice.contract.Bundles;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.control.ContractGuide;
import dev.sluice.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Tells the console of the contracts that are served. Safe for any thread. */
final class Guide implements ContractGuide {

    /** Characters of a document that is shown: Microsoft Graph's has some 40 million. */
    private static final int LARGEST = 64 * 1024 * 1024;

    /** Characters of a body, or of a value, that is made up. */
    private static final int LONGEST = 16 * 1024;

    private final Settings settings;
    private final ServedContracts contracts;
    private final Registry registry;
    private final Vertx vertx;

    Guide(Settings settings, ServedContracts contracts, Registry registry, Vertx vertx) {
        this.settings = settings;
        this.contracts = contracts;
        this.registry = registry;
        this.vertx = vertx;
    }

    @Override
    public Future<String> document(ContractPlan contract) {
        LoadedContract loaded = contracts.present().stream()
                .filter(present -> present.plan().file().equals(contract.file()))
                .findFirst()
                .orElse(null);
        if (loaded == null) {
            return Future.failedFuture(new IOException("it is not loaded any more"));
        }
        Registry.Active version = loaded.registered();
        if (version == null) {
            return vertx.executeBlocking(() -> document(loaded));
        }
        String name = loaded.source().registry().orElseThrow();
        return registry.bundle(name, version.number())
                .compose(bundle -> vertx.executeBlocking(() -> Bundles.json(
                        bundle.root(),
                        bundle.files(),
                        Configured.reading(settings).elsewhere(),
                        LARGEST)));
    }

    private String document(LoadedContract loaded) throws IOException {
        return settings.contracts().isEmpty()
                ? Bundles.json(ContractLoader.carried(), LARGEST)
                : Bundles.json(
                        loaded.source().file(), Configured.reading(settings).elsewhere(), LARGEST);
    }

    @Override
    public @Nullable ExampleCall example(ContractPlan contract, OperationPlan operation) {
        return new ExampleRequest(contract, settings.mock().security(), LONGEST)
                .of(operation)
                .map(request -> new ExampleCall(
                        request.method(),
                        request.path(),
                        request.headers().stream().map(Guide::header).toList(),
                        request.body()))
                .orElse(null);
    }

    private static Header header(String line) {
        int colon = line.indexOf(':');
        return new Header(line.substring(0, colon), line.substring(colon + 1).strip());
    }
}
