package dev.sluice.proxy.upstream;

import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All targets of an upstream and which of them are fit for use. Safe for use by many event loops; whoever picks one does
 * not wait for another.
 */
final class Targets {

    private static final Logger LOG = LoggerFactory.getLogger(Targets.class);

    private final String upstream;
    private final EjectionSettings ejection;
    private final LongSupplier ticker;
    private final List<Addresses> urls;
    /** No longer among the addresses, and perhaps not yet without requests. */
    private final List<Target> leaving = new ArrayList<>();

    private volatile Present present = new Present(Pool.EMPTY, false, false, 0);

    /**
     * @param panic none is fit for use, so that all are in the pool
     * @param ejected whether some are left out for a time, of which the first ends at {@code readmission}
     */
    private record Present(Pool pool, boolean panic, boolean ejected, long readmission) {}

    /** @param ticker nanoseconds that never run backwards */
    Targets(String upstream, UpstreamSettings settings, LongSupplier ticker) {
        this.upstream = upstream;
        this.ejection = settings.ejection();
        this.ticker = ticker;
        this.urls = settings.targets().stream().map(Addresses::new).toList();
    }

    /** To be used at once, not kept. */
    Pool pool() {
        Present now = present;
        if (now.ejected && ticker.getAsLong() - now.readmission >= 0) {
            readmit();
            now = present;
        }
        return now.pool;
    }

    int urls() {
        return urls.size();
    }

    /** @param url its index */
    TargetSettings url(int url) {
        return urls.get(url).settings();
    }

    /** Whether no address of it was ever found. */
    synchronized boolean isUnresolved(int url) {
        return urls.get(url).isEmpty();
    }

    /**
     * The host of a URL has these addresses.
     *
     * @param found not empty
     */
    synchronized void resolved(int url, List<InetAddress> found) {
        Addresses addresses = urls.get(url);
        List<Target> before = addresses.targets();
        List<Target> gone = addresses.are(found, address -> target(addresses.settings(), address));
        if (!addresses.targets().equals(before)) {
            LOG.info("upstream {}: {} is at {}", upstream, addresses.settings().url(), addresses.targets());
            leaving.removeIf(target -> target.inFlight() == 0);
            leaving.addAll(gone);
            publish();
        }
    }

    /** One that comes back while requests to it still go on is the same as before. */
    private Target target(TargetSettings settings, SocketAddress address) {
        for (Target target : leaving) {
            if (target.settings().equals(settings) && target.address().equals(address)) {
                leaving.remove(target);
                return target;
            }
        }
        return new Target(settings, address, Math.max(1, ejection.failures()), this::failing);
    }

    /** A health check has told so often enough. */
    synchronized void well(Target target, boolean well) {
        well(target, well, "");
    }

    /** @param why it is not well, in words of ours */
    synchronized void well(Target target, boolean well, String why) {
        if (target.standing.well(well)) {
            if (well) {
                LOG.info("upstream {}: {} is well again", upstream, target);
            } else {
                LOG.warn("upstream {}: {} is not well: {}", upstream, target, why);
            }
            publish();
        }
    }

    synchronized List<Target> all() {
        List<Target> all = new ArrayList<>();
        urls.forEach(addresses -> all.addAll(addresses.targets()));
        return all;
    }

    private synchronized void failing(Target target) {
        long now = ticker.getAsLong();
        readmit();
        List<Target> all = all();
        long out = all.stream().filter(other -> other.standing.isEjected()).count();
        if (target.standing.isEjected() || !all.contains(target) || out >= mostEjected(all.size())) {
            return;
        }
        target.standing.eject(now, ejection.time().toNanos());
        LOG.warn(
                "upstream {}: {} failed {} times in a row, at last with {}: left out for {} ms",
                upstream,
                target,
                ejection.failures(),
                target.lastFailure(),
                TimeUnit.NANOSECONDS.toMillis(target.standing.length()));
        publish();
    }

    private long mostEjected(int all) {
        if (all < 2 || ejection.failures() == 0 || ejection.maxPercent() == 0) {
            return 0;
        }
        return Math.max(1, (long) all * ejection.maxPercent() / 100);
    }

    private synchronized void readmit() {
        long now = ticker.getAsLong();
        boolean any = false;
        for (Target target : all()) {
            if (target.standing.readmit(now)) {
                LOG.info("upstream {}: {} is back", upstream, target);
                any = true;
            }
        }
        if (any) {
            publish();
        }
    }

    private void publish() {
        Pool usable = poolOf(true);
        Target next = null;
        for (Target target : all()) {
            if (target.standing.isEjected() && (next == null || target.standing.until() - next.standing.until() < 0)) {
                next = target;
            }
        }
        boolean panic = usable.size() == 0;
        present = new Present(
                panic ? poolOf(false) : usable, panic, next != null, next == null ? 0 : next.standing.until());
    }

    private Pool poolOf(boolean onlyUsable) {
        List<Target> targets = new ArrayList<>();
        List<Long> weights = new ArrayList<>();
        for (Addresses addresses : urls) {
            for (Target target : addresses.targets()) {
                if (!onlyUsable || target.standing.isUsable()) {
                    targets.add(target);
                    weights.add(addresses.weight());
                }
            }
        }
        return new Pool(
                targets.toArray(Target[]::new),
                weights.stream().mapToLong(Long::longValue).toArray());
    }

    /** Whether all are out, so that all are used. */
    boolean panics() {
        return present.panic && pool().size() > 0;
    }

    synchronized List<TargetView> view() {
        readmit();
        long now = ticker.getAsLong();
        leaving.removeIf(target -> target.inFlight() == 0);
        List<TargetView> views = new ArrayList<>();
        for (Addresses addresses : urls) {
            for (Target target : addresses.targets()) {
                views.add(TargetView.of(target, state(target), now));
            }
        }
        leaving.forEach(target -> views.add(TargetView.of(target, TargetView.State.LEAVING, now)));
        return views;
    }

    private static TargetView.State state(Target target) {
        if (!target.standing.isWell()) {
            return TargetView.State.UNHEALTHY;
        }
        return target.standing.isEjected() ? TargetView.State.EJECTED : TargetView.State.UP;
    }

    /** The URLs of which no address is known. */
    synchronized List<String> unresolved() {
        return urls.stream()
                .filter(Addresses::isEmpty)
                .map(addresses -> addresses.settings().url().toString())
                .toList();
    }
}
