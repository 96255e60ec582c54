package dev.sluice.vpcep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.postgres.StoreAddress;
import dev.sluice.support.StoreExtension;
import dev.sluice.support.TestStore;
import dev.sluice.vpcep.Services.Answer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StoreExtension.class)
class ListTest {

    private static final String PROJECT = "00000000000000000000000000000c01";

    private final StoreAddress address;
    private final Services services;

    ListTest(TestStore store) {
        address = store.database();
        services = new Services(address);
    }

    @AfterEach
    void close() {
        services.close();
    }

    @ParameterizedTest
    @CsvSource({"create_at,asc", "create_at,desc", "created_at,asc", "update_at,asc", "updated_at,desc"})
    void sorts(String key, String direction) {
        List<String> ids = create(5);
        // updated in the other order
        for (int i = 4; i >= 0; i--) {
            services.modify(PROJECT, ids.get(i), "{\"approval_enabled\":false}");
        }
        boolean reversed = key.startsWith("update") != direction.equals("desc");

        Answer answer = services.list(PROJECT, Map.of("sort_key", key, "sort_dir", direction));

        if (reversed) {
            Collections.reverse(ids);
        }
        assertThat(ids(answer)).isEqualTo(ids);
    }

    @Test
    void newestComeFirstAndTenAtATime() {
        List<String> ids = create(12);
        Collections.reverse(ids);

        Answer answer = services.list(PROJECT, Map.of());

        assertThat(ids(answer)).isEqualTo(ids.subList(0, 10));
        assertThat(answer.body().getInteger("total_count")).isEqualTo(12);
        assertThat(answer.body().fieldNames()).containsExactly("endpoint_services", "total_count");
    }

    @Test
    void everyServiceStandsOnOnePageAlsoWhenTimesAreEqual() {
        List<String> ids = create(7);
        TestStore.execute(address, "UPDATE endpoint_service SET created_at = now(), updated_at = now()");

        List<String> seen = new ArrayList<>();
        for (int offset = 0; offset < 8; offset += 2) {
            seen.addAll(ids(services.list(PROJECT, Map.of("limit", 2, "offset", offset, "sort_key", "update_at"))));
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void totalIgnoresPaging() {
        create(3);

        for (Map<String, Object> page : List.<Map<String, Object>>of(
                Map.of("limit", 0), Map.of("limit", 2, "offset", 2), Map.of("offset", 100), Map.of("limit", 1000))) {
            assertThat(services.list(PROJECT, page).body().getInteger("total_count"))
                    .as(page.toString())
                    .isEqualTo(3);
        }
        assertThat(ids(services.list(PROJECT, Map.of("limit", 0)))).isEmpty();
        assertThat(ids(services.list(PROJECT, Map.of("offset", 100)))).isEmpty();
        assertThat(ids(services.list(PROJECT, Map.of("limit", 2, "offset", 2)))).hasSize(1);
    }

    @Test
    void showsServicesWhole() {
        String id = services.create(PROJECT, UUID.randomUUID().toString(), "[{\"client_port\":1,\"server_port\":2}]")
                .id();

        Answer answer = services.list(PROJECT, Map.of());

        assertThat(answer.body().getJsonArray("endpoint_services").getJsonObject(0))
                .isEqualTo(services.show(PROJECT, id).body());
    }

    @ParameterizedTest
    @CsvSource({"BETA,1", "beta_1,1", "a_p,0", "a%a,0", "\\,0", "ALPHA,1", "here.,3", "'',3", "ä,0"})
    void findsNamesInAnyCaseAndTakesNoWildcards(String part, int expected) {
        for (String name : List.of("alpha", "Beta_1", "gamma")) {
            services.create(
                    PROJECT,
                    new JsonObject()
                            .put("port_id", UUID.randomUUID().toString())
                            .put("vpc_id", Services.VPC)
                            .put("server_type", "VM")
                            .put("service_name", name)
                            .put("ports", List.of())
                            .encode());
        }

        Answer answer = services.list(PROJECT, Map.of("endpoint_service_name", part));

        assertThat(ids(answer)).hasSize(expected);
        assertThat(answer.body().getInteger("total_count")).isEqualTo(expected);
    }

    @Test
    void filtersByIdAndStatusWithinTheProject() {
        List<String> ids = create(2);
        String foreign = services.create(
                        "00000000000000000000000000000c02", UUID.randomUUID().toString(), "[]")
                .id();

        assertThat(ids(services.list(PROJECT, Map.of("id", ids.get(1))))).containsExactly(ids.get(1));
        assertThat(ids(services.list(PROJECT, Map.of("id", foreign)))).isEmpty();
        assertThat(ids(services.list(PROJECT, Map.of("id", "none")))).isEmpty();
        assertThat(ids(services.list(PROJECT, Map.of("status", "available")))).hasSize(2);
        assertThat(ids(services.list(PROJECT, Map.of("status", "failed")))).isEmpty();
        assertThat(ids(services.list(PROJECT, Map.of("status", "deleting")))).isEmpty();
    }

    private List<String> create(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(services.create(PROJECT, UUID.randomUUID().toString(), "[]").id());
        }
        return ids;
    }

    private static List<String> ids(Answer answer) {
        return answer.body().getJsonArray("endpoint_services").stream()
                .map(service -> ((JsonObject) service).getString("id"))
                .toList();
    }
}
