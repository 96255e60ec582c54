package dev.sluice.registry;

import dev.sluice.postgres.PgClients;
import dev.sluice.postgres.PgNotifications;
import dev.sluice.postgres.PostgresSettings;
import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.TestStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Both forms of a registry, on places of their own. */
final class BothRegistries {

    static final Quotas QUOTAS = new Quotas(5, 4, 10_000);
    static final RegisteredVersion.Facts FACTS = new RegisteredVersion.Facts("Shop", "1.2", 3, 1);

    private BothRegistries() {}

    static Registry folder(Vertx vertx, Path folder) {
        return new FolderRegistry(vertx, folder, QUOTAS);
    }

    static Registry postgres(Vertx vertx, TestStore store) {
        return postgres(vertx, store.database());
    }

    static Registry postgres(Vertx vertx, StoreAddress address) {
        return new PostgresRegistry(
                vertx,
                new PgClients(vertx, address, PostgresSettings.DEFAULT, 1),
                new PgNotifications(vertx, address, PostgresSettings.DEFAULT),
                QUOTAS,
                "a test");
    }

    static Bundle bundle(String text) {
        return new Bundle("openapi.yaml", Map.of("openapi.yaml", text.getBytes(StandardCharsets.UTF_8)));
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static RegistryException.Kind refusal(Future<?> future) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegistryException refusal) {
                return refusal.kind();
            }
            throw e;
        }
        throw new AssertionError("it was not refused");
    }
}
