package dev.sluice.ratelimit.redis;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The nodes of a cluster that one event loop has to do with. Confined to it. */
final class ClusterNodes {

    private final LinkParts parts;
    private final Consumer<RedisLink> changed;
    private final RedisLink.Detour detour;
    private final Map<RedisAddress, RedisLink> all = new HashMap<>();

    /** Those that count for slots. */
    private Set<RedisLink> used = new HashSet<>();

    private boolean sweeping;

    /** @param changed told the node that has been reached or lost */
    ClusterNodes(LinkParts parts, Consumer<RedisLink> changed, RedisLink.Detour detour) {
        this.parts = parts;
        this.changed = changed;
        this.detour = detour;
    }

    /** The one at the address, to which a connection is being made where there was none. */
    RedisLink at(RedisAddress address) {
        RedisLink known = all.get(address);
        if (known != null) {
            return known;
        }
        RedisLink[] self = new RedisLink[1];
        RedisLink made = new RedisLink(parts, address, fault -> changed.accept(self[0]), detour);
        self[0] = made;
        all.put(address, made);
        made.open();
        return made;
    }

    /** Those that can be asked now. */
    List<RedisLink> open() {
        List<RedisLink> open = new ArrayList<>();
        all.values().stream().filter(link -> link.fault() == null).forEach(open::add);
        return open;
    }

    /** Looks for those that the settings name, too. */
    void seek() {
        parts.settings().servers().known().forEach(this::at);
    }

    /** Of those that the settings name: null where one of them may still answer. */
    @Nullable
    String troubleOfKnown() {
        String trouble = null;
        for (RedisAddress address : parts.settings().servers().known()) {
            RedisLink link = at(address);
            String fault = link.fault();
            if (fault == null || fault.isEmpty()) {
                return null;
            }
            trouble = link.address() + " " + fault;
        }
        return trouble;
    }

    /** From now on these count for slots; others are let go of once nothing is under way there. */
    void keep(Set<RedisLink> next) {
        used = next;
        if (!sweeping && all.size() > used.size()) {
            sweeping = true;
            long patience = 2 * parts.settings().firstWait().toMillis();
            parts.vertx().setTimer(patience, late -> {
                sweeping = false;
                sweep();
            });
        }
    }

    private void sweep() {
        all.values().removeIf(link -> {
            boolean superfluous = !used.isEmpty() && !used.contains(link) && link.isIdle();
            if (superfluous) {
                link.close();
            }
            return superfluous;
        });
    }

    /** Of one that counts for slots and is away; empty where one has not been met yet; null where all are well. */
    @Nullable
    String fault() {
        String unmet = null;
        for (RedisLink link : used) {
            String fault = link.fault();
            if (fault != null && !fault.isEmpty()) {
                return "has lost a node: " + link.address() + " " + fault;
            }
            unmet = fault == null ? unmet : fault;
        }
        return unmet;
    }

    Future<Void> close() {
        List<Future<Void>> closing = all.values().stream().map(RedisLink::close).toList();
        all.clear();
        used = Set.of();
        return Future.all(closing).mapEmpty();
    }
}
