package dev.sluice.app;

import dev.sluice.app.settings.ContractSettings;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.contract.Purpose;
import dev.sluice.contract.Reading;
import dev.sluice.contract.ValidationPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.FileObserver;
import dev.sluice.document.Place;
import dev.sluice.document.Unreadable;
import dev.sluice.edge.Modes;
import dev.sluice.registry.Bundle;
import dev.sluice.registry.Registry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the contracts that the settings name, or the one that Sluice carries. Safe for any thread. */
final class ContractLoader {

    private static final Path CARRIED = Path.of("openapi", "vpcep.yaml");
    private static final ContractSettings CARRIED_SETTINGS =
            new ContractSettings(Location.of(CARRIED), ContractSettings.Backend.STORE).registered("vpcep");

    /** Reads a contract from wherever it is. */
    private interface Text {

        ContractPlan read(Reading reading) throws DocumentException;
    }

    private final MockParts mocks;

    ContractLoader(MockParts mocks) {
        this.mocks = mocks;
    }

    /**
     * Reads all contracts of the settings; none where the validation service is all that runs.
     *
     * @param observers by the contract's number
     * @throws StartException with every fault of every contract
     */
    List<LoadedContract> all(IntFunction<FileObserver> observers) throws StartException {
        List<ContractSettings> settings = mocks.settings().contracts();
        if (mocks.settings().service().only()) {
            return List.of();
        }
        if (settings.isEmpty()) {
            return List.of(ofStore());
        }
        List<LoadedContract> loaded = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < settings.size(); i++) {
            ContractSettings contract = settings.get(i);
            try {
                loaded.add(load(contract, observers.apply(i)));
            } catch (DocumentException e) {
                faults.add(notServed(contract, e));
            } catch (UncheckedIOException e) {
                faults.add("the contract " + contract.file() + " cannot be read: " + Unreadable.reason(e.getCause()));
            }
        }
        if (!faults.isEmpty()) {
            throw new StartException(String.join(System.lineSeparator(), faults));
        }
        return List.copyOf(loaded);
    }

    private LoadedContract ofStore() throws StartException {
        ContractPlan plan = carried(Configured.reading(mocks.settings()));
        Backends store = new Backends(new Backends.Answerer(ContractSettings.Backend.STORE, null), Map.of());
        try {
            requireValid(CARRIED_SETTINGS, plan, store);
            return new LoadedContract(CARRIED_SETTINGS, plan, store, null);
        } catch (DocumentException e) {
            throw new StartException(notServed(CARRIED_SETTINGS, e));
        }
    }

    /** The store relies on what the contract says: a request that breaks it must not get there. */
    private void requireValid(ContractSettings contract, ContractPlan plan, Backends backends)
            throws DocumentException {
        Modes modes = modes(contract);
        List<Fault> open = plan.operations().stream()
                .filter(operation -> backends.of(operation).kind() == ContractSettings.Backend.STORE)
                .filter(operation -> modes.under(operation.validation()).request() != ValidationPlan.Mode.BLOCK)
                .map(operation -> new Fault(
                        new Place(plan.file(), 1, 1),
                        "",
                        operation.id() + ": the store answers valid requests only (expected: validation of requests:"
                                + " block)",
                        null))
                .toList();
        if (!open.isEmpty()) {
            throw new DocumentException(open);
        }
    }

    /** What becomes of messages that break a contract, where the contract does not say. */
    Modes modes(ContractSettings contract) {
        return Configured.modes(mocks.settings(), contract);
    }

    /**
     * Reads one contract.
     *
     * @param observer is told of its files
     * @throws DocumentException with all of its faults
     * @throws UncheckedIOException when it cannot be read
     */
    LoadedContract load(ContractSettings contract, FileObserver observer) throws DocumentException {
        if (contract.equals(CARRIED_SETTINGS)) {
            try {
                return ofStore();
            } catch (StartException e) {
                throw new IllegalStateException("the contract in the jar cannot be served", e);
            }
        }
        return load(contract, observer, reading -> Contracts.load(contract.file(), reading), null);
    }

    /**
     * Compiles a version for what the settings say of a contract. It is known by the name that these give it, whatever its
     * files are called, so that counts, findings and maintenance go on.
     *
     * @throws DocumentException with all of its faults
     */
    LoadedContract load(ContractSettings contract, Bundle bundle, Registry.Active version) throws DocumentException {
        return load(
                contract,
                FileObserver.NONE,
                reading -> Contracts.parse(bundle.root(), bundle.files(), reading)
                        .named(contract.file().toString()),
                version);
    }

    private LoadedContract load(
            ContractSettings contract, FileObserver observer, Text text, Registry.@Nullable Active version)
            throws DocumentException {
        Reading reading = Configured.reading(mocks.settings()).with(observer);
        ContractPlan plan = text.read(reading.with(purpose(contract)));
        Backends backends =
                Backends.of(contract, plan, mocks.settings().upstreams().keySet());
        requireValid(contract, plan, backends);
        if (!backends.use(ContractSettings.Backend.MOCK)) {
            return new LoadedContract(contract, plan, backends, null, version);
        }
        return new LoadedContract(contract, plan, backends, Mock.of(plan, mocks), version);
    }

    /** What a mock needs of a contract is kept for those that have one. */
    private static Purpose purpose(ContractSettings contract) {
        return contract.backend() == ContractSettings.Backend.MOCK
                ? Purpose.MOCK
                : contract.contractDecides() ? Purpose.AS_SAID : Purpose.JUDGE;
    }

    private static String notServed(ContractSettings contract, DocumentException e) {
        return "the contract " + contract.file() + " cannot be served:" + System.lineSeparator()
                + e.faults().stream().map(Fault::toString).collect(Collectors.joining(System.lineSeparator()));
    }

    /** The contract that Sluice carries. */
    static ContractPlan carried(Reading reading) {
        try {
            return Contracts.parse(CARRIED.toString(), new String(carried(), StandardCharsets.UTF_8), reading);
        } catch (DocumentException e) {
            throw new IllegalStateException("the contract in the jar has faults", e);
        }
    }

    /** Its text. */
    static byte[] carried() {
        String name = CARRIED.toString();
        try (InputStream stream = ContractLoader.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(name + " is not in the jar");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
