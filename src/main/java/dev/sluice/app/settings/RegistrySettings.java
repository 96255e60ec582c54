package dev.sluice.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where registered contracts are kept, and how many.
 *
 * @param folder absent: in the data folder
 * @param maxBytes of all versions of one contract
 */
public record RegistrySettings(Store store, Optional<Path> folder, int maxContracts, int maxVersions, long maxBytes) {

    /** What contracts are kept in. */
    public enum Store {
        /** In the database where the store has one open, else in the folder. */
        AUTO,
        POSTGRES,
        FOLDER
    }

    static final Setting<Store> STORE = new Setting<>(
            "registry.store",
            Scalars.oneOf(Store.class),
            Store.AUTO,
            "postgres keeps them in the database of store, for all nodes that use it; folder in a folder; auto in the"
                    + " database where a contract with backend: store has it open, else in the folder.");
    static final Setting<Optional<Path>> FOLDER = new Setting<>(
            "registry.folder",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "That folder; several processes may use one. Absent: registry in the folder of store.data.");
    static final Setting<Integer> MAX_CONTRACTS =
            new Setting<>("registry.maxContracts", Scalars.wholeNumber(1, 100_000), 1_000, "Contracts that are kept.");
    static final Setting<Integer> MAX_VERSIONS = new Setting<>(
            "registry.maxVersions", Scalars.wholeNumber(1, 10_000), 100, "Versions of each that are kept.");
    static final Setting<Long> MAX_BYTES = new Setting<>(
            "registry.maxBytes",
            Scalars.size(1024, 16L << 30),
            64L << 20,
            "Bytes that all versions of a contract may have together, before they are compressed.");

    static final Section SECTION = new Section(
            "registry",
            "Contracts that are registered on the control port, with their versions.",
            List.of(STORE, FOLDER, MAX_CONTRACTS, MAX_VERSIONS, MAX_BYTES));

    static RegistrySettings from(Values values) {
        return new RegistrySettings(
                values.get(STORE),
                values.get(FOLDER),
                values.get(MAX_CONTRACTS),
                values.get(MAX_VERSIONS),
                values.get(MAX_BYTES));
    }
}
