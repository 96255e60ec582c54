package dev.sluice.app.settings;

import dev.sluice.contract.Location;
import dev.sluice.contract.ValidationPlan;
import dev.sluice.contract.ValidationPlan.Mode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A contract to serve, and what answers its operations.
 *
 * @param file what is in one, or is fetched; or the name in the registry, where no file is served until a version is active
 * @param registry the name in the registry whose active version is served instead of the file
 * @param backend where the contract itself does not say ({@code x-sluice-backend})
 * @param upstream the name of what a proxy asks; absent where there is but one
 * @param contractDecides whether {@code x-sluice-backend} counts
 * @param validation what becomes of messages that break it, where this differs from the settings for all
 */
public record ContractSettings(
        Location file,
        Optional<String> registry,
        Backend backend,
        Optional<String> upstream,
        boolean contractDecides,
        ValidationPlan validation) {

    /** What answers valid requests. */
    public enum Backend {
        /** The VPC endpoint services in Postgres. */
        STORE,
        /** The contract itself: examples and generated data. */
        MOCK,
        /** A server behind this one. */
        PROXY
    }

    private static final Setting<Optional<Location>> FILE =
            new Setting<>("file", new OptionalType<>(Addresses.location()), Optional.empty(), "An OpenAPI document.");
    private static final Setting<Optional<String>> REGISTRY = new Setting<>(
            "registry",
            new OptionalType<>(Scalars.text("[a-z0-9][a-z0-9_-]{0,62}", "1 to 63 characters a-z 0-9 _ -")),
            Optional.empty(),
            "A name in the registry: the version that is active there is served, else file, else nothing.");
    private static final Setting<Backend> BACKEND =
            new Setting<>("backend", Scalars.oneOf(Backend.class), Backend.STORE, "What answers valid requests.");
    private static final Setting<Optional<String>> UPSTREAM = new Setting<>(
            "upstream",
            new OptionalType<>(Scalars.text("[A-Za-z0-9][A-Za-z0-9_-]{0,62}", "the name of an upstream")),
            Optional.empty(),
            "For backend: proxy, the name of the upstream; absent where there is but one.");
    private static final Setting<Boolean> CONTRACT_DECIDES = new Setting<>(
            "contractDecides",
            Scalars.bool(),
            true,
            "Whether x-sluice-backend in the contract wins over backend, for single operations too.");

    private static final Setting<Optional<Mode>> REQUEST = new Setting<>(
            "validation.request",
            new OptionalType<>(Scalars.oneOf(Mode.class)),
            Optional.empty(),
            "As validation.request, for this contract.");
    private static final Setting<Optional<Mode>> RESPONSE = new Setting<>(
            "validation.response",
            new OptionalType<>(Scalars.oneOf(Mode.class)),
            Optional.empty(),
            "As validation.response, for this contract.");

    static final ObjectType<ContractSettings> TYPE = new ObjectType<>(
            "an object with file or registry, and backend",
            List.of(
                    new Member<>(
                            FILE,
                            contract -> contract.file() instanceof Location.Registered
                                    ? Optional.empty()
                                    : Optional.of(contract.file())),
                    new Member<>(REGISTRY, ContractSettings::registry),
                    new Member<>(BACKEND, ContractSettings::backend),
                    new Member<>(UPSTREAM, ContractSettings::upstream),
                    new Member<>(CONTRACT_DECIDES, ContractSettings::contractDecides),
                    new Member<>(
                            REQUEST,
                            contract ->
                                    Optional.ofNullable(contract.validation().request())),
                    new Member<>(
                            RESPONSE,
                            contract ->
                                    Optional.ofNullable(contract.validation().response()))),
            List.of(),
            values -> new ContractSettings(
                    file(values.get(FILE), values.get(REGISTRY)),
                    values.get(REGISTRY),
                    values.get(BACKEND),
                    values.get(UPSTREAM),
                    values.get(CONTRACT_DECIDES),
                    new ValidationPlan(
                            values.get(REQUEST).orElse(null),
                            values.get(RESPONSE).orElse(null))));

    /** A file's second contract would never be reached. */
    private static final Rule<List<ContractSettings>> EACH_ONCE = new Rule<>(
            contracts -> contracts.stream()
                                    .map(contract -> contract.file().absolute())
                                    .distinct()
                                    .count()
                            == contracts.size()
                    && contracts.stream()
                            .flatMap(contract -> contract.registry().stream())
                            .allMatch(new HashSet<>()::add),
            "each file and each name in the registry once");

    static final Setting<List<ContractSettings>> CONTRACTS = new Setting<>(
            "contracts",
            new ListType<>(TYPE, "an array of objects with file or registry, and backend", EACH_ONCE),
            List.of(),
            "OpenAPI documents to serve, for instance [{file: openapi/vpcep.yaml, backend: store}, {file: shop.yaml,"
                    + " backend: mock}, {file: pay.yaml, backend: proxy, upstream: pay}], each at its own base path; of two that have the same path, the first answers."
                    + " validation: {request: report} in one holds for that one."
                    + " Paths are relative to the folder that Sluice is started in; URLs are fetched where fetch.from allows it. Empty: the VPC endpoint service API"
                    + " that Sluice carries, which is vpcep in the registry. With registry: shop, the version of shop that is active in the registry"
                    + " is served instead of the file.");
    static final Setting<Boolean> WATCH = new Setting<>(
            "watch",
            Scalars.bool(),
            false,
            "Whether contracts are loaded again when their files change (not what was fetched); one with faults leaves the one before in place.");

    static final Section SECTION = new Section("", "", List.of(CONTRACTS, WATCH));

    /** Each contract whose operations go to an upstream has to have one. */
    static void checkUpstreams(Values values) {
        Set<String> upstreams =
                new TreeSet<>(values.get(UpstreamEntry.UPSTREAMS).keySet());
        List<ContractSettings> contracts = values.get(CONTRACTS);
        for (int i = 0; i < contracts.size(); i++) {
            ContractSettings contract = contracts.get(i);
            boolean known = contract.upstream().map(upstreams::contains).orElse(upstreams.size() == 1);
            values.check(
                    contract.backend() != Backend.PROXY || known,
                    CONTRACTS,
                    UpstreamEntry.UPSTREAMS,
                    "for contracts[" + i + "] an upstream that there is"
                            + (upstreams.isEmpty() ? ", in upstreams" : ": one of " + String.join(", ", upstreams)));
        }
    }

    private static Location file(Optional<Location> file, Optional<String> registry) {
        return file.or(() -> registry.map(Location.Registered::new))
                .orElseThrow(() -> new IllegalArgumentException("neither file nor registry, expected one of them"));
    }

    /** In the modes that the settings have for all. */
    public ContractSettings(Location file, Backend backend, Optional<String> upstream, boolean contractDecides) {
        this(file, Optional.empty(), backend, upstream, contractDecides, ValidationPlan.NONE);
    }

    /** As this, but replaced by what is active in the registry under a name. */
    public ContractSettings registered(String name) {
        return new ContractSettings(file, Optional.of(name), backend, upstream, contractDecides, validation);
    }

    /** A contract of which nothing else is said. */
    public ContractSettings(Location file, Backend backend) {
        this(file, backend, Optional.empty(), true);
    }
}
