package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What comes and goes with time, settings and restarts. */
@ExtendWith(StoreExtension.class)
class LifecycleTest {

    private static final String PROJECT = "00000000000000000000000000000b01";
    private static final String EXAMPLE_PROJECT = "295dacf46a4842fcbf7844dc2dc2489d";
    private static final String EXAMPLE = "4189d3c2-8882-4871-a3c2-d380272eed88";

    private final StoreAddress address;

    LifecycleTest(TestStore store) {
        address = store.database();
    }

    @Test
    void aServiceIsCreatingForAWhileAndThenAvailable() {
        String id;
        try (Services services = node(new VpcepSettings("here", 20, Duration.ofHours(1), false))) {
            Answer created = services.create(PROJECT, UUID.randomUUID().toString(), "[]");
            id = created.id();

            assertThat(created.body().getString("status")).isEqualTo("creating");
            assertThat(services.modify(PROJECT, id, "{\"approval_enabled\":false}")
                            .problem())
                    .isEqualTo("service-state");
            assertThat(services.modify(PROJECT, id, "{}").problem()).isEqualTo("service-state");
            assertThat(services.show(PROJECT, id)).isEqualTo(created);
            assertThat(total(services, "creating")).isEqualTo(1);
            assertThat(total(services, "available")).isZero();
        }
        // an hour later, and after a restart
        TestStore.execute(address, "UPDATE endpoint_service SET available_at = now()");
        try (Services services = node(Services.EMPTY)) {
            assertThat(services.show(PROJECT, id).body().getString("status")).isEqualTo("available");
            assertThat(total(services, "creating")).isZero();
            assertThat(total(services, "available")).isEqualTo(1);
            assertThat(services.modify(PROJECT, id, "{\"approval_enabled\":false}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static int total(Services services, String status) {
        return services.list(PROJECT, Map.of("status", status)).body().getInteger("total_count");
    }

    @Test
    void aServiceThatIsCreatingCanBeDeleted() {
        try (Services services = node(new VpcepSettings("here", 20, Duration.ofHours(1), false))) {
            String id =
                    services.create(PROJECT, UUID.randomUUID().toString(), "[]").id();

            assertThat(services.delete(PROJECT, id).status()).isEqualTo(204);
        }
    }

    @Test
    void aProjectHasAQuota() {
        try (Services services = node(new VpcepSettings("here", 3, Duration.ZERO, false))) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                ids.add(services.create(PROJECT, UUID.randomUUID().toString(), "[]")
                        .id());
            }
            String port = UUID.randomUUID().toString();

            assertThat(services.create(PROJECT, port, "[]").problem()).isEqualTo("quota-exceeded");
            assertThat(services.create(EXAMPLE_PROJECT, port, "[]").status()).isEqualTo(200);

            services.delete(PROJECT, ids.get(0));
            assertThat(services.create(PROJECT, port, "[]").status()).isEqualTo(200);
        }
    }

    @Test
    void aLoweredQuotaKeepsWhatIsThere() {
        List<String> ids = new ArrayList<>();
        try (Services services = node(Services.EMPTY)) {
            for (int i = 0; i < 4; i++) {
                ids.add(services.create(PROJECT, UUID.randomUUID().toString(), "[]")
                        .id());
            }
        }
        try (Services services = node(new VpcepSettings("here", 2, Duration.ZERO, false))) {
            services.delete(PROJECT, ids.get(0));
            services.delete(PROJECT, ids.get(1));
            assertThat(services.show(PROJECT, ids.get(3)).status()).isEqualTo(200);
            assertThat(services.create(PROJECT, UUID.randomUUID().toString(), "[]")
                            .problem())
                    .isEqualTo("quota-exceeded");

            services.delete(PROJECT, ids.get(2));
            assertThat(services.create(PROJECT, UUID.randomUUID().toString(), "[]")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theExampleIsThereOnceHoweverManyNodesStart() {
        VpcepSettings settings = new VpcepSettings("here", 20, Duration.ZERO, true);
        List<Services> nodes = List.of(node(settings), node(settings), node(settings));
        try {
            nodes.parallelStream().forEach(Services::open);
            Services services = nodes.get(0);
            String body =
                    "{\"approval_enabled\":true,\"ports\":[{\"client_port\":8081,\"server_port\":22,\"protocol\":\"TCP\"},"
                            + "{\"client_port\":8082,\"server_port\":23,\"protocol\":\"UDP\"}]}";

            Answer answer = services.modify(EXAMPLE_PROJECT, EXAMPLE, body);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().getMap())
                    .containsEntry("id", EXAMPLE)
                    .containsEntry("port_id", "59d73990-72c5-4123-b861-329f99264f21")
                    .containsEntry("vpc_id", "84758cf5-9c62-43ae-a778-3dbd8370c0a4")
                    .containsEntry("service_name", "here.test." + EXAMPLE)
                    .containsEntry("server_type", "VM");

            services.delete(EXAMPLE_PROJECT, EXAMPLE);
            services.open();
            assertThat(services.show(EXAMPLE_PROJECT, EXAMPLE).status()).isEqualTo(404);
        } finally {
            nodes.forEach(Services::close);
        }
    }

    @Test
    void theExampleDoesNotComeIntoAStoreThatWasUsed() {
        try (Services services = node(Services.EMPTY).open()) {
            String id =
                    services.create(PROJECT, UUID.randomUUID().toString(), "[]").id();
            services.delete(PROJECT, id);
            assertThat(services.show(EXAMPLE_PROJECT, EXAMPLE).status()).isEqualTo(404);
        }
        try (Services services = node(VpcepSettings.DEFAULT).open()) {
            assertThat(services.show(EXAMPLE_PROJECT, EXAMPLE).status()).isEqualTo(404);
        }
    }

    private Services node(VpcepSettings settings) {
        return new Services(address, settings, Services.QUICK);
    }
}
