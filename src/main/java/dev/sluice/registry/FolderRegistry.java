package dev.sluice.registry;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A folder of contracts. It is made when the first one is added. Other processes may use the same one: a change that they
 * make is noticed within a second.
 */
public final class FolderRegistry implements Registry {

    private static final long LOOK_MILLIS = 1_000;
    private static final int THREADS = 2;

    private final Vertx vertx;
    private final FolderStore store;
    private final WorkerExecutor workers;
    private final List<Long> timers = new CopyOnWriteArrayList<>();

    public FolderRegistry(Vertx vertx, Path folder, Quotas quotas) {
        this.vertx = vertx;
        this.store = new FolderStore(folder, quotas);
        this.workers = vertx.createSharedWorkerExecutor("sluice-registry", THREADS);
    }

    @Override
    public Future<List<Summary>> contracts() {
        return run(store::contracts);
    }

    @Override
    public Future<RegisteredContract> contract(String name) {
        return run(() -> store.contract(name));
    }

    @Override
    public Future<Bundle> bundle(String name, int version) {
        return run(() -> store.bundle(name, version));
    }

    @Override
    public Future<Added> add(String name, Bundle bundle, RegisteredVersion.Facts facts, boolean known) {
        return run(() -> store.add(name, bundle, facts, known));
    }

    @Override
    public Future<Void> remove(String name) {
        return run(() -> {
                    store.remove(name);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> remove(String name, int version) {
        return run(() -> {
                    store.remove(name, version);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Void> activate(String name, @Nullable Integer version) {
        return run(() -> {
                    store.activate(name, version);
                    return true;
                })
                .mapEmpty();
    }

    @Override
    public Future<Map<String, Active>> active() {
        return run(store::active);
    }

    private <T> Future<T> run(Callable<T> work) {
        return workers.executeBlocking(
                () -> {
                    try {
                        return work.call();
                    } catch (IOException | UncheckedIOException e) {
                        throw new RegistryException(
                                RegistryException.Kind.UNAVAILABLE,
                                "expected: the folder that contracts are kept in can be read and written",
                                e);
                    }
                },
                false);
    }

    @Override
    public void onChange(Runnable changed) {
        AtomicReference<Map<String, Active>> known = new AtomicReference<>(Map.of());
        timers.add(vertx.setPeriodic(
                LOOK_MILLIS,
                look -> active().onSuccess(now -> {
                    if (!now.equals(known.getAndSet(now))) {
                        changed.run();
                    }
                })));
    }

    @Override
    public String place() {
        return store.folder().toString();
    }

    @Override
    public Future<Void> close() {
        timers.forEach(vertx::cancelTimer);
        return workers.close();
    }
}
