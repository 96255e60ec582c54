package dev.sluice.app.settings;

import dev.sluice.postgres.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the VPC endpoint services are kept.
 *
 * @param url of a Postgres; absent: the embedded one
 * @param data folder of the embedded one; absent: see {@link DataFolder}
 * @param poolSize connections
 * @param deadline of one call, with waiting for a connection and retries
 * @param example whether an empty embedded store is given the documented example service
 * @param region first part of every service name
 * @param creatingDelay until a new service is available; zero for at once
 */
public record StoreSettings(
        Optional<StoreAddress> url,
        Optional<Path> data,
        int poolSize,
        Duration deadline,
        Duration connectTimeout,
        boolean example,
        String region,
        int servicesPerProject,
        Duration creatingDelay) {

    static final Setting<Optional<StoreAddress>> URL = new Setting<>(
            "store.url",
            new OptionalType<>(Addresses.storeAddress()),
            Optional.empty(),
            "A Postgres of your own, for instance postgresql://sluice:${STORE_PASSWORD}@db.example:5432/sluice. Absent:"
                    + " an embedded one.");
    static final Setting<Optional<Path>> DATA = new Setting<>(
            "store.data",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "Folder of the embedded Postgres. Absent: ~/.local/share/sluice, or .sluice when home cannot be written.");
    static final Setting<Integer> POOL_SIZE =
            new Setting<>("store.poolSize", Scalars.wholeNumber(1, 1000), 16, "Connections to Postgres.");
    static final Setting<Duration> DEADLINE = new Setting<>(
            "store.deadline",
            Scalars.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
            Duration.ofSeconds(2),
            "Total time of one call to the store, with waiting for a connection and retries; beyond it: 503.");
    static final Setting<Duration> CONNECT_TIMEOUT = new Setting<>(
            "store.connectTimeout",
            Scalars.duration(Duration.ofMillis(10), Duration.ofMinutes(5)),
            Duration.ofSeconds(2),
            "Time to open a connection to Postgres.");
    static final Setting<Boolean> EXAMPLE = new Setting<>(
            "store.example",
            Scalars.bool(),
            true,
            "Whether an empty embedded store starts with the service of the documentation's example.");
    static final Setting<String> REGION = new Setting<>(
            "store.region",
            Scalars.text("[A-Za-z0-9_-]{1,64}", "1 to 64 characters A-Z a-z 0-9 _ - without a dot"),
            "az",
            "First part of every service name: {region}.{name}.{id}. Has no dot.");
    static final Setting<Integer> SERVICES_PER_PROJECT = new Setting<>(
            "store.servicesPerProject",
            Scalars.wholeNumber(1, 10_000),
            20,
            "Endpoint services that one project may have.");
    static final Setting<Duration> CREATING_DELAY = new Setting<>(
            "store.creatingDelay",
            Scalars.duration(Duration.ZERO, Duration.ofDays(1)),
            Duration.ZERO,
            "Time that a new service stays in status creating; 0s makes it available at once.");

    static final Section SECTION = new Section(
            "store",
            "Where the VPC endpoint services are kept.",
            List.of(
                    URL,
                    DATA,
                    POOL_SIZE,
                    DEADLINE,
                    CONNECT_TIMEOUT,
                    EXAMPLE,
                    REGION,
                    SERVICES_PER_PROJECT,
                    CREATING_DELAY));

    public StoreSettings {
        POOL_SIZE.require(poolSize);
        DEADLINE.require(deadline);
        CONNECT_TIMEOUT.require(connectTimeout);
        REGION.require(region);
        SERVICES_PER_PROJECT.require(servicesPerProject);
        CREATING_DELAY.require(creatingDelay);
    }

    static StoreSettings from(Values values) {
        return new StoreSettings(
                values.get(URL),
                values.get(DATA),
                values.get(POOL_SIZE),
                values.get(DEADLINE),
                values.get(CONNECT_TIMEOUT),
                values.get(EXAMPLE),
                values.get(REGION),
                values.get(SERVICES_PER_PROJECT),
                values.get(CREATING_DELAY));
    }
}
