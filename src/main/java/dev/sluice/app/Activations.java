package dev.sluice.app;

import dev.sluice.control.DataPlane;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.FileObserver;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.Registry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this node serve the versions that are active in the registry. One thread looks, whenever something may have changed,
 * compiles what is new, and puts it in its place; a version that cannot be served here leaves the one before there.
 */
final class Activations implements DataPlane, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Activations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServedContracts contracts;
    private final ContractLoader loader;
    private final Registry registry;
    private final ExecutorService thread;
    /** By the number of the contract in the settings. */
    private final Map<Integer, Refused> refused = new ConcurrentHashMap<>();

    private final Object lock = new Object();
    private @Nullable Promise<Void> next;

    /** What was active and could not be served. It is not tried again: it does not change, and neither do the settings. */
    private record Refused(Registry.Active version, List<Fault> faults) {}

    Activations(ServedContracts contracts, ContractLoader loader, Registry registry) {
        this.contracts = contracts;
        this.loader = loader;
        this.registry = registry;
        this.thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "sluice-activation");
            made.setDaemon(true);
            return made;
        });
    }

    /** Serves what is active now, and from now on. Blocks until then. */
    void start() throws StartException {
        if (names().isEmpty()) {
            return;
        }
        Blocking.await(follow(), PATIENCE, "the registry does not answer");
        registry.onChange(this::follow);
    }

    @Override
    public Future<Void> follow() {
        synchronized (lock) {
            Promise<Void> waiting = next;
            if (waiting != null) {
                // has not begun to look: it will see what is there now
                return waiting.future();
            }
            Promise<Void> promise = Promise.promise();
            next = promise;
            try {
                thread.execute(() -> look(promise));
            } catch (RejectedExecutionException closed) {
                promise.complete();
            }
            return promise.future();
        }
    }

    private void look(Promise<Void> promise) {
        synchronized (lock) {
            next = null;
        }
        try {
            Map<String, Registry.Active> active = Blocking.await(registry.active(), PATIENCE, "the registry");
            List<LoadedContract> present = contracts.present();
            for (int i = 0; i < present.size(); i++) {
                String name = present.get(i).source().registry().orElse(null);
                if (name != null) {
                    serve(i, name, active.get(name));
                }
            }
        } catch (StartException e) {
            LOG.warn("what is active in the registry is not known now: {}", e.getMessage());
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("what is active in the registry is not served", e);
        } finally {
            promise.complete();
        }
    }

    private void serve(int index, String name, Registry.@Nullable Active wanted) throws StartException {
        LoadedContract present = contracts.present().get(index);
        Refused before = refused.get(index);
        if (Objects.equals(wanted, present.registered())) {
            refused.remove(index);
            return;
        }
        if (before != null && before.version.equals(wanted)) {
            return;
        }
        try {
            LoadedContract loaded = wanted == null
                    ? loader.load(present.source(), FileObserver.NONE)
                    : loader.load(present.source(), bundle(name, wanted), wanted);
            contracts.put(index, loaded);
            refused.remove(index);
            LOG.info(
                    "{}: {} is served, {} operations",
                    present.source().file(),
                    wanted == null ? "the file" : "version " + wanted.number() + " of " + name,
                    loaded.plan().operations().size());
        } catch (DocumentException e) {
            contracts.refused();
            if (wanted != null) {
                refused.put(index, new Refused(wanted, e.faults()));
            }
            LOG.warn(
                    "{}: version {} of {} cannot be served here, what was served before goes on: {}",
                    present.source().file(),
                    wanted == null ? "0" : wanted.number(),
                    name,
                    e.faults());
        }
    }

    private Bundle bundle(String name, Registry.Active wanted) throws StartException {
        return Blocking.await(registry.bundle(name, wanted.number()), PATIENCE, "the registry");
    }

    private Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        List<LoadedContract> present = contracts.present();
        for (int i = 0; i < present.size(); i++) {
            int index = i;
            present.get(i).source().registry().ifPresent(name -> names.put(index, name));
        }
        return names;
    }

    @Override
    public List<Mounted> mounted() {
        List<Mounted> mounted = new ArrayList<>();
        List<LoadedContract> present = contracts.present();
        names().forEach((index, name) -> {
            LoadedContract contract = present.get(index);
            Refused wrong = refused.get(index);
            Registry.Active version = contract.registered();
            mounted.add(new Mounted(
                    name,
                    version == null ? null : version.number(),
                    contract.source().file().toString(),
                    contract.plan().operations().size(),
                    wrong == null ? null : wrong.version.number(),
                    wrong == null
                            ? List.of()
                            : wrong.faults.stream().map(Fault::toString).toList()));
        });
        return mounted;
    }

    @Override
    public void check(String name, Bundle bundle) throws DocumentException {
        for (LoadedContract contract : contracts.present()) {
            if (contract.source().registry().filter(name::equals).isPresent()) {
                contracts.require(loader.load(contract.source(), bundle, new Registry.Active(0, "")));
            }
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
