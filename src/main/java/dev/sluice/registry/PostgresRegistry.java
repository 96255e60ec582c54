package dev.sluice.registry;

import dev.sluice.postgres.PgClients;
import dev.sluice.postgres.PgNotifications;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Contracts in a Postgres, for all nodes that use it: they are told of a change as it is made. */
public final class PostgresRegistry implements Registry {

    private static final String CHANNEL = "sluice_registry";

    /** Nobody tells of a message that was lost with its connection. */
    private static final long LOOK_MILLIS = 10_000;

    private static final String COLUMNS =
            "number, digest, created_at, root, files, bytes, title, info_version, operations, warnings";

    private static final String CONTRACTS = """
            SELECT c.name, c.active, (SELECT count(*)::integer FROM contract_version WHERE contract = c.name) AS versions, v.*
            FROM registered_contract c LEFT JOIN LATERAL (
                SELECT COLUMNS FROM contract_version WHERE contract = c.name ORDER BY number DESC LIMIT 1) v ON true
            ORDER BY c.name""".replace("COLUMNS", COLUMNS);

    private static final String CONTRACT = """
            SELECT c.active, v.* FROM registered_contract c LEFT JOIN LATERAL (
                SELECT COLUMNS FROM contract_version WHERE contract = c.name) v ON true
            WHERE c.name = $1 ORDER BY v.number DESC""".replace("COLUMNS", COLUMNS);

    private static final String CONTENT =
            "SELECT root, content FROM contract_version WHERE contract = $1 AND number = $2";

    private static final String ADD =
            "SELECT * FROM register_version($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

    /** One that is active stays: the second member tells it from one that there is not. */
    private static final String REMOVE = """
            WITH removed AS (DELETE FROM registered_contract WHERE name = $1 AND active IS NULL RETURNING name)
            SELECT (SELECT count(*) FROM removed) AS removed,
                (SELECT count(*) FROM registered_contract WHERE name = $1) AS known""";

    private static final String REMOVE_VERSION =
            "DELETE FROM contract_version WHERE contract = $1 AND number = $2 RETURNING number";

    private static final String ACTIVATE = """
            WITH changed AS (UPDATE registered_contract SET active = $2 WHERE name = $1 RETURNING name)
            SELECT pg_notify('CHANNEL', name) FROM changed""".replace("CHANNEL", CHANNEL);

    private static final String ACTIVE =
            "SELECT contract, number, digest FROM contract_version JOIN registered_contract"
                    + " ON name = contract AND active = number";

    private final Vertx vertx;
    private final PgClients clients;
    private final Quotas quotas;
    private final String place;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<Long> timers = new CopyOnWriteArrayList<>();
    private final PgNotifications notifications;

    /**
     * @param clients closed by whoever made them
     * @param notifications of the same database
     * @param place for people
     */
    public PostgresRegistry(
            Vertx vertx, PgClients clients, PgNotifications notifications, Quotas quotas, String place) {
        this.vertx = vertx;
        this.clients = clients;
        this.notifications = notifications;
        this.quotas = quotas;
        this.place = place;
    }

    @Override
    public Future<List<Summary>> contracts() {
        return run(CONTRACTS, Tuple.tuple()).map(rows -> {
            List<Summary> all = new ArrayList<>();
            for (Row row : rows) {
                all.add(new Summary(
                        row.getString("name"),
                        row.getInteger("active"),
                        row.getInteger("versions"),
                        row.getInteger("number") == null ? null : version(row)));
            }
            return all;
        });
    }

    @Override
    public Future<RegisteredContract> contract(String name) {
        return run(CONTRACT, Tuple.of(name)).map(rows -> {
            List<RegisteredVersion> versions = new ArrayList<>();
            @Nullable Integer active = null;
            if (rows.size() == 0) {
                throw RegistryException.unknown();
            }
            for (Row row : rows) {
                active = row.getInteger("active");
                if (row.getInteger("number") != null) {
                    versions.add(version(row));
                }
            }
            return new RegisteredContract(name, active, versions);
        });
    }

    @Override
    public Future<Bundle> bundle(String name, int version) {
        return run(CONTENT, Tuple.of(name, version)).compose(rows -> {
            if (rows.size() == 0) {
                return Future.failedFuture(RegistryException.unknown());
            }
            Row row = rows.iterator().next();
            String root = row.getString("root");
            byte[] content = row.getBuffer("content").getBytes();
            return vertx.executeBlocking(() -> PackedBundle.unpack(root, content), false);
        });
    }

    @Override
    public Future<Added> add(String name, Bundle bundle, RegisteredVersion.Facts facts, boolean known) {
        record Packed(String digest, Buffer zip) {}
        return vertx.executeBlocking(() -> new Packed(bundle.digest(), Buffer.buffer(PackedBundle.pack(bundle))), false)
                .compose(packed -> run(
                        ADD,
                        Tuple.tuple(List.of(
                                name,
                                known,
                                packed.digest(),
                                bundle.root(),
                                bundle.files().size(),
                                bundle.bytes(),
                                text(facts.title()),
                                text(facts.version()),
                                facts.operations(),
                                facts.warnings(),
                                packed.zip(),
                                quotas.contracts(),
                                quotas.versions(),
                                quotas.bytes()))))
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    int number = row.getInteger("found_number");
                    boolean added = row.getBoolean("is_added");
                    // one that was there has its own root and facts
                    return contract(name).map(contract -> {
                        RegisteredVersion version = contract.version(number);
                        if (version == null) {
                            throw RegistryException.unknown();
                        }
                        return new Added(version, added);
                    });
                });
    }

    /** Postgres keeps no null characters in texts. */
    private static String text(String text) {
        return text.replace('\0', '\uFFFD');
    }

    @Override
    public Future<Void> remove(String name) {
        return run(REMOVE, Tuple.of(name)).map(rows -> {
            Row row = rows.iterator().next();
            if (row.getLong("known") == 0) {
                throw RegistryException.unknown();
            }
            if (row.getLong("removed") == 0) {
                throw RegistryException.active();
            }
            return null;
        });
    }

    @Override
    public Future<Void> remove(String name, int version) {
        return run(REMOVE_VERSION, Tuple.of(name, version)).map(PostgresRegistry::known);
    }

    @Override
    public Future<Void> activate(String name, @Nullable Integer version) {
        return run(ACTIVATE, Tuple.of(name, version))
                .recover(failure ->
                        failure instanceof RegistryException refusal && refusal.kind() == RegistryException.Kind.ACTIVE
                                ? Future.failedFuture(RegistryException.unknown())
                                : Future.failedFuture(failure))
                .map(PostgresRegistry::known);
    }

    private static @Nullable Void known(RowSet<Row> rows) {
        if (rows.size() == 0) {
            throw RegistryException.unknown();
        }
        return null;
    }

    @Override
    public Future<Map<String, Active>> active() {
        return run(ACTIVE, Tuple.tuple()).map(rows -> {
            Map<String, Active> all = new HashMap<>();
            rows.forEach(row ->
                    all.put(row.getString("contract"), new Active(row.getInteger("number"), row.getString("digest"))));
            return all;
        });
    }

    @Override
    public void onChange(Runnable changed) {
        if (listeners.isEmpty()) {
            notifications.listen(CHANNEL, () -> listeners.forEach(Runnable::run));
            timers.add(vertx.setPeriodic(LOOK_MILLIS, look -> listeners.forEach(Runnable::run)));
        }
        listeners.add(changed);
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Future<Void> close() {
        timers.forEach(vertx::cancelTimer);
        return notifications.close();
    }

    private Future<RowSet<Row>> run(String statement, Tuple parameters) {
        return clients.execute(statement, parameters).recover(failure -> Future.failedFuture(outcome(failure)));
    }

    private RegistryException outcome(Throwable failure) {
        String state = failure instanceof PgException refusal ? String.valueOf(refusal.getSqlState()) : "";
        return switch (state) {
            case "SL404" -> RegistryException.unknown();
            case "SL001" -> RegistryException.full("contracts", quotas.contracts());
            case "SL002" -> RegistryException.full("versions of a contract", quotas.versions());
            case "SL003" -> RegistryException.full("bytes in all versions of a contract", quotas.bytes());
            // the key of what is active
            case "23503" -> RegistryException.active();
            default ->
                new RegistryException(
                        RegistryException.Kind.UNAVAILABLE,
                        "expected: the database that contracts are kept in answers",
                        failure);
        };
    }

    private static RegisteredVersion version(Row row) {
        return new RegisteredVersion(
                row.getInteger("number"),
                row.getString("digest"),
                row.getOffsetDateTime("created_at")
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toInstant(),
                row.getString("root"),
                row.getInteger("files"),
                row.getLong("bytes"),
                new RegisteredVersion.Facts(
                        row.getString("title"),
                        row.getString("info_version"),
                        row.getInteger("operations"),
                        row.getInteger("warnings")));
    }
}
