package dev.sluice.ratelimit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import io.vertx.redis.client.impl.types.NumberType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How nodes of a cluster tell who counts for what. */
class TopologyTest {

    private static final RedisAddress FROM = RedisAddress.parse("redis://asked.example:7000");
    private static final Response WELL = text("cluster_state:ok\r\ncluster_slots_assigned:16384\r\n");

    private static Response text(String text) {
        return BulkType.create(Buffer.buffer(text), false);
    }

    private static Response number(long value) {
        return NumberType.create(value);
    }

    private static Response list(@Nullable Response... parts) {
        MultiType list = MultiType.create(parts.length, false);
        for (Response part : parts) {
            list.add(part);
        }
        return list;
    }

    private static Response node(@Nullable Response host, long port) {
        return list(host, number(port), text("an id"));
    }

    private static Topology read(Response... ranges) {
        return Objects.requireNonNull(Topology.read(WELL, list(ranges), FROM));
    }

    @Test
    void tellsTheMastersOfRanges() {
        Topology topology = read(
                list(number(0), number(99), node(text("10.0.0.1"), 7001), node(text("10.0.0.2"), 7002)),
                list(number(100), number(100), node(text("10.0.0.3"), 7003)));

        assertThat(topology.up()).isTrue();
        assertThat(topology.served()).isEqualTo(101);
        assertThat(topology.ranges())
                .containsExactly(
                        new Topology.Range(0, 99, FROM.at("10.0.0.1", 7001)),
                        new Topology.Range(100, 100, FROM.at("10.0.0.3", 7003)));
    }

    @Test
    void aNodeWithoutAddressIsTheOneThatWasAsked() {
        assertThat(read(list(number(0), number(1), node(null, 7001)), list(number(2), number(3), node(text(""), 7001)))
                        .ranges())
                .extracting(range -> range.node().toString())
                .containsOnly("redis://asked.example:7001/0");
    }

    @Test
    void aNodeThatCannotBeReachedServesNothing() {
        assertThat(read(
                                list(number(0), number(1), node(text("?"), 7001)),
                                list(number(2), number(3), node(text("10.0.0.1"), 0)),
                                list(number(4), number(5), node(text("10.0.0.1"), 70_000)))
                        .served())
                .isZero();
    }

    @Test
    void knowsOfAClusterThatIsDown() {
        Topology topology = Topology.read(text("cluster_state:fail\r\n"), list(), FROM);

        assertThat(topology).isEqualTo(new Topology(List.of(), false));
    }

    @Test
    void anythingElseIsNoReply() {
        List<@Nullable Response> wrong = new ArrayList<>();
        wrong.add(null);
        wrong.add(number(1));
        wrong.add(text("0 1 10.0.0.1"));
        wrong.add(list((Response) null));
        wrong.add(list(number(1)));
        wrong.add(list(list(number(0), number(1))));
        wrong.add(list(list(number(0), text("1"), node(text("h"), 1))));
        wrong.add(list(list(number(-1), number(1), node(text("h"), 1))));
        wrong.add(list(list(number(0), number(16_384), node(text("h"), 1))));
        wrong.add(list(list(number(5), number(4), node(text("h"), 1))));
        wrong.add(list(list(number(0), number(1), text("h"))));
        wrong.add(list(list(number(0), number(1), list(text("h")))));
        wrong.add(list(list(number(0), number(1), list(number(1), number(1)))));
        wrong.add(list(list(number(0), number(1), list(text("h"), text("1")))));

        for (Response slots : wrong) {
            assertThat(Topology.read(WELL, slots, FROM)).isNull();
        }
        assertThat(Topology.read(null, list(), FROM)).isNull();
        assertThat(Topology.read(text("redis_version:6.2.6"), list(), FROM)).isNull();
    }
}
