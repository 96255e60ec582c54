package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.Eventually;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, what is not, and what a failure of the database becomes. */
@ExtendWith(StoreExtension.class)
class RetryTest {

    private static final String PROJECT = "00000000000000000000000000000e01";

    private final StoreAddress address;
    private final Services services;
    private final String port = UUID.randomUUID().toString();

    RetryTest(TestStore store) {
        address = store.database();
        services = new Services(address);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @Test
    void outlivesADeadlock() throws SQLException {
        String id = services.create(PROJECT, port, "[]").id();
        try (Connection other = TestStore.connect(address);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // so that the other one is never the victim
            statement.execute("SET deadlock_timeout = '1min'");
            statement.execute("SELECT lock_backend('" + port + "')");
            Future<Answer> answer = services.later(
                    "modifyVpcEndpointService",
                    PROJECT,
                    id,
                    Map.of(),
                    "{\"ports\":[{\"client_port\":1,\"server_port\":2}]}");
            Eventually.holds(() -> waitingForALock(1));

            statement.execute("UPDATE endpoint_service SET vip_port_id = 'other' WHERE id = '" + id + "'");
            other.commit();

            assertThat(Services.await(answer).body().getMap()).containsEntry("vip_port_id", "other");
            assertThat(Services.await(answer).body().getJsonArray("ports")).hasSize(1);
        }
    }

    @Test
    void takesTheNextSlotWhenOneIsLostToAnother() throws SQLException {
        services.create(PROJECT, port, "[]");
        try (Connection other = TestStore.connect(address);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            // a writer that takes no advisory lock
            statement.execute("INSERT INTO endpoint_service (id, project_id, project_slot, port_id, port_slot, vpc_id,"
                    + " service_name, server_type, approval_enabled, client_ports, server_ports, protocols,"
                    + " available_at, created_at, updated_at)"
                    + " SELECT gen_random_uuid(), project_id, 2, port_id, 2, vpc_id, service_name, server_type,"
                    + " true, '{}', '{}', '{}', now(), now(), now() FROM endpoint_service");
            statement.execute("SELECT pg_advisory_unlock_all()");
            Future<Answer> answer = services.later(
                    "createVpcEndpointService",
                    PROJECT,
                    null,
                    Map.of(),
                    "{\"port_id\":\"" + UUID.randomUUID() + "\",\"vpc_id\":\"" + Services.VPC
                            + "\",\"server_type\":\"VM\",\"ports\":[]}");
            Eventually.holds(() -> waitingForALock(1));

            other.commit();

            assertThat(Services.await(answer).status()).isEqualTo(200);
        }
        assertThat(ask("SELECT max(project_slot) FROM endpoint_service")).isEqualTo(3);
    }

    @Test
    void doesNotRepeatWhatHasNoKnownOutcome() throws SQLException {
        String id = services.create(PROJECT, port, "[]").id();
        failUpdates("40001", 0);
        try (Connection other = TestStore.connect(address);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT FROM endpoint_service FOR UPDATE");
            Future<Answer> answer =
                    services.later("modifyVpcEndpointService", PROJECT, id, Map.of(), "{\"approval_enabled\":false}");
            Eventually.holds(() -> waitingForALock(1));

            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'");
            other.rollback();

            assertThat(Services.await(answer).problem()).isEqualTo("backend-unavailable");
        }
        assertThat(tries()).isEqualTo(1);
        assertThat(services.modify(PROJECT, id, "{\"approval_enabled\":false}").status())
                .isEqualTo(200);
    }

    private boolean waitingForALock(int count) {
        return ask("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN"
                        + " (SELECT pid FROM pg_stat_activity WHERE datname = current_database())")
                >= count;
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void triesAgainWhatWasUndone(String state) {
        failUpdates(state, 3);
        String id = services.create(PROJECT, port, "[]").id();

        Answer answer = services.modify(PROJECT, id, "{\"approval_enabled\":false}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(tries()).isEqualTo(4);
    }

    @Test
    void givesUpInTheEnd() {
        failUpdates("40001", Integer.MAX_VALUE);
        String id = services.create(PROJECT, port, "[]").id();

        Answer answer = services.modify(PROJECT, id, "{\"approval_enabled\":false}");

        assertThat(answer.problem()).isEqualTo("contended");
        assertThat(tries()).isBetween(2, 8);
    }

    @Test
    void aLockThatIsNotToBeHadSaysNothingAboutTheStore() {
        failUpdates("55P03", Integer.MAX_VALUE);
        String id = services.create(PROJECT, port, "[]").id();

        Answer answer = services.modify(PROJECT, id, "{\"approval_enabled\":false}");

        assertThat(answer.problem()).isEqualTo("contended");
        assertThat(tries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"57014", "57P03", "53300", "08006", "25006", "58030"})
    void isUnavailableAndTriesNothingTwiceWhenTheStoreIs(String state) {
        failUpdates(state, Integer.MAX_VALUE);
        String id = services.create(PROJECT, port, "[]").id();

        Answer answer = services.modify(PROJECT, id, "{\"approval_enabled\":false}");

        assertThat(answer.problem()).isEqualTo("backend-unavailable");
        assertThat(tries()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "XX000", "23514", "P0001"})
    void tellsABugFromAnOutcome(String state) {
        failUpdates(state, Integer.MAX_VALUE);
        String id = services.create(PROJECT, port, "[]").id();
        Future<Answer> answer =
                services.later("modifyVpcEndpointService", PROJECT, id, Map.of(), "{\"approval_enabled\":false}");

        if (state.equals("23514")) {
            assertThat(Services.await(answer).problem()).isEqualTo("invalid-request");
        } else {
            assertThatThrownBy(() -> Services.await(answer)).isInstanceOf(PgException.class);
        }
        assertThat(tries()).isEqualTo(1);
    }

    /** Makes the first updates fail; a sequence counts, because it does not roll back. */
    private void failUpdates(String state, int times) {
        TestStore.execute(address, """
                CREATE SEQUENCE tries;
                CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('tries') <= %d THEN
                        RAISE EXCEPTION 'on purpose' USING ERRCODE = '%s';
                    END IF;
                    RETURN new;
                END $$;
                CREATE TRIGGER fail BEFORE UPDATE ON endpoint_service FOR EACH ROW EXECUTE FUNCTION fail();
                """.formatted(times, state));
    }

    private int tries() {
        return ask("SELECT last_value FROM tries");
    }

    private int ask(String query) {
        try (Connection connection = TestStore.connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
