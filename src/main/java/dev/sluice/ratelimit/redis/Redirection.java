package dev.sluice.ratelimit.redis;

import io.vertx.redis.client.impl.types.ErrorType;
import org.jspecify.annotations.Nullable;

/**
 * What a node of a cluster answers that does not count for a key, or not now.
 *
 * @see <a href="https://redis.io/docs/latest/operate/oss_and_stack/reference/cluster-spec/#redirection-and-resharding">
 *     Redirection and resharding</a>
 */
sealed interface Redirection {

    /**
     * Another node counts for the slot from now on.
     *
     * @param host empty for the host that has said so
     */
    record Moved(int slot, String host, int port) implements Redirection {}

    /** The key is on its way: another node counts for it this time. */
    record Ask(int slot, String host, int port) implements Redirection {}

    /** Of several keys, some are on their way: nobody can count for all of them now. */
    record TryAgain() implements Redirection {}

    /** The keys lie in several slots: nobody can count for all of them. */
    record Apart() implements Redirection {}

    /** Nobody counts for the slot now. */
    record Unserved() implements Redirection {}

    /** @return null where it is none */
    static @Nullable Redirection read(Throwable failure) {
        if (!(failure instanceof ErrorType error)) {
            return null;
        }
        String[] words = String.valueOf(error.getMessage()).split(" ", 4);
        return switch (words[0]) {
            case "MOVED", "ASK" -> words.length < 3 ? null : elsewhere(words[0].equals("MOVED"), words[1], words[2]);
            case "TRYAGAIN" -> new TryAgain();
            case "CROSSSLOT" -> new Apart();
            case "CLUSTERDOWN" -> new Unserved();
            default -> null;
        };
    }

    private static @Nullable Redirection elsewhere(boolean forGood, String slotText, String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        if (colon < 0 || !slotText.matches("[0-9]{1,5}")) {
            return null;
        }
        int slot = Integer.parseInt(slotText);
        String host = endpoint.substring(0, colon);
        int port = Topology.port(endpoint.substring(colon + 1));
        if (slot >= Slot.COUNT || port < 0 || !Topology.isHost(host)) {
            return null;
        }
        return forGood ? new Moved(slot, host, port) : new Ask(slot, host, port);
    }
}
