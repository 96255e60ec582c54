package dev.sluice.app.settings;

import java.nio.file.Path;
import java.util.List;

/** A contract to serve, and what answers its operations. */
public record ContractSettings(Path file, Backend backend) {

    /** What answers valid requests. */
    public enum Backend {
        /** The VPC endpoint services in Postgres. */
        STORE,
        /** The contract itself: examples and generated data. */
        MOCK
    }

    static final Setting<List<ContractSettings>> CONTRACTS = new Setting<>(
            "contracts",
            new ListType<>(new ContractType(), "an array of objects with file and backend", Rule.none()),
            List.of(),
            "OpenAPI documents to serve, for instance [{file: openapi/vpcep.yaml, backend: store}, {file: shop.yaml,"
                    + " backend: mock}], each at its own base path; of two that have the same path, the first answers."
                    + " Paths are relative to the folder that Sluice is started in. Empty: the VPC endpoint service API"
                    + " that Sluice carries.");
    static final Setting<Boolean> WATCH = new Setting<>(
            "watch",
            Scalars.bool(),
            false,
            "Whether contracts are loaded again when their files change; one with faults leaves the one before in place.");

    static final Section SECTION = new Section("", "", List.of(CONTRACTS, WATCH));
}
