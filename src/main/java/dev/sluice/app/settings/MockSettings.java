package dev.sluice.app.settings;

import dev.sluice.contract.Faults;
import dev.sluice.contract.Latency;
import java.util.List;
import java.util.Optional;

/**
 * How mocks answer where a request does not say ({@code Prefer}).
 *
 * @param dynamic whether answers are generated anew for each request
 * @param seed of what is generated
 * @param echo whether answers repeat what the request carries
 * @param stateful whether what requests create, change and delete is remembered
 * @param maxItems that are remembered
 * @param maxItemsPerCollection of one project
 * @param maxMemory bytes that they may take
 * @param projectHeader names the project where paths do not
 * @param latency of operations whose contract sets none
 * @param faults of operations whose contract sets none
 */
public record MockSettings(
        boolean dynamic,
        long seed,
        boolean echo,
        Security security,
        boolean stateful,
        int maxItems,
        int maxItemsPerCollection,
        long maxMemory,
        Optional<String> projectHeader,
        Latency latency,
        Faults faults) {

    /** What becomes of requests without the credentials that the contract asks for. */
    public enum Security {
        /** 401; the credentials themselves are not judged. */
        PRESENCE,
        /** Nothing is asked. */
        OFF
    }

    static final Setting<Boolean> DYNAMIC = new Setting<>(
            "mock.dynamic",
            Scalars.bool(),
            false,
            "Whether answers are generated from their schemas, another one for each request; false prefers the contract's"
                    + " examples. A request can ask for it: Prefer: dynamic=true.");
    static final Setting<Long> SEED = new Setting<>(
            "mock.seed",
            Scalars.longNumber(),
            0L,
            "What generated data begins with: the same seed gives the same data. A request can ask for it: Prefer: seed=7.");
    static final Setting<Boolean> ECHO = new Setting<>(
            "mock.echo",
            Scalars.bool(),
            false,
            "Whether answers repeat members of the request and of its path, where their schemas have them.");
    static final Setting<Security> SECURITY = new Setting<>(
            "mock.security",
            Scalars.oneOf(Security.class),
            Security.PRESENCE,
            "presence answers 401 to requests without the credentials that the contract asks for, off asks for none."
                    + " Credentials themselves are not judged.");

    static final Setting<Boolean> STATEFUL = new Setting<>(
            "mock.stateful",
            Scalars.bool(),
            false,
            "Whether what requests create, change and delete is remembered, where paths look like collections and their"
                    + " items.");
    static final Setting<Integer> MAX_ITEMS = new Setting<>(
            "mock.maxItems",
            Scalars.wholeNumber(1, 100_000_000),
            100_000,
            "Items that are remembered over all; beyond it: 507.");
    static final Setting<Integer> MAX_ITEMS_PER_COLLECTION = new Setting<>(
            "mock.maxItemsPerCollection",
            Scalars.wholeNumber(1, 100_000_000),
            10_000,
            "Items of one collection of one project; beyond it: 507.");
    static final Setting<Long> MAX_MEMORY = new Setting<>(
            "mock.maxMemory",
            Scalars.size(1024, 1L << 40),
            128L * 1024 * 1024,
            "Memory that items may take, as an estimate; beyond it: 507.");
    static final Setting<Optional<String>> PROJECT_HEADER = new Setting<>(
            "mock.projectHeader",
            new OptionalType<>(Scalars.text("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}", "the name of a header")),
            Optional.empty(),
            "The header that tells whose items a request means. Absent: x-sluice-project of the contract, else the first"
                    + " path parameter in front of items.");
    static final Setting<Latency> LATENCY = new Setting<>(
            "mock.latency",
            Scalars.latency(),
            Latency.parse("0ms"),
            "How long answers take, counted from the request: 200ms, or p50=20ms,p99=200ms for a log-normal spread. A"
                    + " contract (x-sluice-latency) and a request (Prefer: delay=250) know better.");
    static final Setting<Faults> FAULTS = new Setting<>(
            "mock.faults",
            Scalars.faults(),
            Faults.NONE,
            "What befalls answers, by probability: reset=1%,status:503=0.5%,truncate=0.1%,slow:5s=1%,malformed=0.2%. A"
                    + " contract (x-sluice-faults) knows better.");

    static final Section SECTION = new Section(
            "mock",
            "How contracts with backend: mock are answered, where the request does not say.",
            List.of(
                    DYNAMIC,
                    SEED,
                    ECHO,
                    SECURITY,
                    STATEFUL,
                    MAX_ITEMS,
                    MAX_ITEMS_PER_COLLECTION,
                    MAX_MEMORY,
                    PROJECT_HEADER,
                    LATENCY,
                    FAULTS));

    public MockSettings {
        SEED.require(seed);
    }

    static MockSettings from(Values values) {
        return new MockSettings(
                values.get(DYNAMIC),
                values.get(SEED),
                values.get(ECHO),
                values.get(SECURITY),
                values.get(STATEFUL),
                values.get(MAX_ITEMS),
                values.get(MAX_ITEMS_PER_COLLECTION),
                values.get(MAX_MEMORY),
                values.get(PROJECT_HEADER),
                values.get(LATENCY),
                values.get(FAULTS));
    }
}
