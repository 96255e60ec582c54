package dev.sluice.app.settings;

import java.nio.file.Path;
import java.util.List;

/** A contract to serve, and what answers its operations. */
public record ContractSettings(Path file, Backend backend) {

    /** What answers valid requests. */
    public enum Backend {
        /** The VPC endpoint services in Postgres. */
        STORE
    }

    static final Setting<List<ContractSettings>> CONTRACTS = new Setting<>(
            "contracts",
            new ListType<>(new ContractType(), "an array of objects with file and backend", Rule.none()),
            List.of(),
            "OpenAPI documents to serve, for instance [{file: openapi/vpcep.yaml, backend: store}]; paths are relative to"
                    + " the folder that Sluice is started in. Empty: the VPC endpoint service API that Sluice carries.");

    static final Section SECTION = new Section("", "", List.of(CONTRACTS));
}
