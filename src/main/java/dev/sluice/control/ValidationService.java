package dev.sluice.control;

import dev.sluice.contract.Reading;
import dev.sluice.registry.Bundles;
import dev.sluice.registry.Jobs;
import dev.sluice.registry.Registry;
import dev.sluice.validation.UnknownParameters;
import java.util.function.Supplier;

/**
 * What the operations on contracts and messages work with.
 *
 * @param plane what this node serves of the registry
 * @param explainer tells of requests here
 * @param jobs does what takes long
 * @param bundles takes contracts
 * @param reading how a contract is read; each has one of its own
 * @param unknown what becomes of undeclared query parameters
 * @param bounds of requests
 */
public record ValidationService(
        Registry registry,
        DataPlane plane,
        Explainer explainer,
        Jobs jobs,
        Bundles bundles,
        Supplier<Reading> reading,
        UnknownParameters unknown,
        Bounds bounds) {

    /**
     * How much one request may bring.
     *
     * @param body bytes
     * @param batch messages
     */
    public record Bounds(int body, int batch) {}
}
