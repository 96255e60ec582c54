package dev.sluice.app;

import dev.sluice.app.settings.DataFolder;
import dev.sluice.app.settings.RegistrySettings;
import dev.sluice.app.settings.Settings;
import dev.sluice.registry.FolderRegistry;
import dev.sluice.registry.Quotas;
import dev.sluice.registry.Registry;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Chooses where registered contracts are kept. */
final class Registries {

    private Registries() {}

    /** Whether a database is wanted for contracts, even where nothing else wants one. */
    static boolean wantDatabase(Settings settings) {
        return settings.registry().store() == RegistrySettings.Store.POSTGRES;
    }

    /** @param storage null where none is open */
    static Registry open(Settings settings, Vertx vertx, @Nullable Storage storage) {
        RegistrySettings registry = settings.registry();
        Quotas quotas = new Quotas(registry.maxContracts(), registry.maxVersions(), registry.maxBytes());
        if (storage != null && registry.store() != RegistrySettings.Store.FOLDER) {
            return storage.registry(vertx, quotas);
        }
        Path folder = registry.folder()
                .orElseGet(() -> DataFolder.of(settings.store().data()).resolve("registry"));
        return new FolderRegistry(vertx, folder, quotas);
    }
}
