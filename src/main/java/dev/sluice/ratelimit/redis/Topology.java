package dev.sluice.ratelimit.redis;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which node of a cluster counts for which slots, as one of them sees it.
 *
 * @param up whether that one takes the cluster to be well
 */
record Topology(List<Range> ranges, boolean up) {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{0,255}");
    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /** @param last included */
    record Range(int first, int last, RedisAddress node) {}

    /**
     * @param info reply to {@code CLUSTER INFO}
     * @param slots reply to {@code CLUSTER SLOTS}
     * @param from the node that has replied
     * @return null where these are no such replies
     */
    static @Nullable Topology read(@Nullable Response info, @Nullable Response slots, RedisAddress from) {
        if (info == null || slots == null || slots.type() != ResponseType.MULTI) {
            return null;
        }
        String state = info.toString();
        if (!state.contains("cluster_state:")) {
            return null;
        }
        List<Range> ranges = new ArrayList<>();
        for (Response one : slots) {
            if (!isRange(one)) {
                return null;
            }
            Range range = range(one, from);
            if (range != null) {
                ranges.add(range);
            }
        }
        return new Topology(ranges, state.contains("cluster_state:ok"));
    }

    private static boolean isRange(@Nullable Response one) {
        return one != null
                && one.type() == ResponseType.MULTI
                && one.size() >= 3
                && isSlot(one.get(0))
                && isSlot(one.get(1))
                && one.get(0).toInteger() <= one.get(1).toInteger()
                && isNode(one.get(2));
    }

    private static boolean isSlot(@Nullable Response number) {
        return number != null
                && number.type() == ResponseType.NUMBER
                && number.toLong() >= 0
                && number.toLong() < Slot.COUNT;
    }

    private static boolean isNode(@Nullable Response node) {
        return node != null
                && node.type() == ResponseType.MULTI
                && node.size() >= 2
                && (node.get(0) == null || node.get(0).type() == ResponseType.BULK)
                && node.get(1) != null
                && node.get(1).type() == ResponseType.NUMBER;
    }

    /** @return null where nobody knows how the node is reached */
    private static @Nullable Range range(Response one, RedisAddress from) {
        Response host = one.get(2).get(0);
        String name = host == null ? "" : host.toString();
        int port = port(one.get(2).get(1).toString());
        return port < 0 || !isHost(name)
                ? null
                : new Range(one.get(0).toInteger(), one.get(1).toInteger(), from.at(name, port));
    }

    /** Empty is one: it stands for the host that was asked. */
    static boolean isHost(String text) {
        return HOST.matcher(text).matches();
    }

    /** @return -1 where it is none */
    static int port(String text) {
        int port = PORT.matcher(text).matches() ? Integer.parseInt(text) : -1;
        return port > 65_535 ? -1 : port;
    }

    int served() {
        return ranges.stream()
                .mapToInt(range -> range.last() - range.first() + 1)
                .sum();
    }
}
