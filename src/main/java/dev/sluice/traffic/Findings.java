package dev.sluice.traffic;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Violation;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How messages have broken their contracts: counted by operation, direction, keyword and place, each with one exemplar. So
 * many kinds are kept; what comes beyond them is counted only. Takes no lock; safe for use by many event loops.
 */
public final class Findings {

    /** Of one keyword: a client that makes up names shall not take the room of others. */
    private static final int MOST_POINTERS = 16;

    /** All further ones. */
    static final String ELSEWHERE = "/…";

    private static final String ANYWHERE = "";

    /** What was found since the last {@link #clear}. */
    private static final class Book {

        final Map<FindingKey, Tally> tallies = new ConcurrentHashMap<>();
        /** How many pointers each keyword has. */
        final Map<FindingKey, AtomicInteger> pointers = new ConcurrentHashMap<>();

        final AtomicInteger size = new AtomicInteger();
        final LongAdder others = new LongAdder();
    }

    private final int most;
    private final Exemplars exemplars;
    private final InstantSource clock;
    private final VerdictCounts counts = new VerdictCounts();
    private volatile Book book = new Book();

    /**
     * @param most kinds that are kept
     * @param values whether exemplars show what is no secret, or only the kinds of values
     */
    public Findings(int most, boolean values, InstantSource clock) {
        this.most = most;
        this.exemplars = new Exemplars(values);
        this.clock = clock;
    }

    /** How many messages were looked at, and how many not; goes on over {@link #clear}. */
    public VerdictCounts counts() {
        return counts;
    }

    /** Counts what was found in a message. */
    public void found(Exchange exchange, Evidence evidence, List<Violation> violations) {
        Book open = book;
        long now = clock.millis();
        ContractPlan contract = exchange.contract();
        OperationPlan operation = exchange.operation();
        Exemplar exemplar = null;
        for (int i = 0; i < violations.size(); i++) {
            Violation violation = violations.get(i);
            FindingKey key = FindingKey.of(contract.file(), operation.id(), evidence.direction(), violation);
            Tally tally = known(open, key);
            if (tally == null && open.size.get() < most) {
                exemplar = exemplar == null ? exemplars.of(exchange, evidence) : exemplar;
                tally = keep(
                        open, key, new Tally(operation.method(), operation.path(), violation.message(), exemplar, now));
            }
            if (tally == null) {
                open.others.increment();
            } else {
                tally.add(now);
            }
        }
    }

    private static @Nullable Tally known(Book open, FindingKey key) {
        Tally tally = open.tallies.get(key);
        return tally == null && hasManyPointers(open, key) ? open.tallies.get(key.at(ELSEWHERE)) : tally;
    }

    private static boolean hasManyPointers(Book open, FindingKey key) {
        AtomicInteger pointers = open.pointers.get(key.at(ANYWHERE));
        return pointers != null && pointers.get() >= MOST_POINTERS;
    }

    private @Nullable Tally keep(Book open, FindingKey key, Tally tally) {
        if (open.size.incrementAndGet() > most) {
            open.size.decrementAndGet();
            return null;
        }
        boolean many = hasManyPointers(open, key);
        Tally before = open.tallies.putIfAbsent(many ? key.at(ELSEWHERE) : key, tally);
        if (before != null) {
            open.size.decrementAndGet();
            return before;
        }
        open.pointers
                .computeIfAbsent(key.at(ANYWHERE), missing -> new AtomicInteger())
                .incrementAndGet();
        return tally;
    }

    /** All kinds, those of one operation together, the most frequent first. */
    public List<Finding> all() {
        return book.tallies.entrySet().stream()
                .map(entry -> entry.getValue().view(entry.getKey()))
                .sorted(Comparator.comparing(Finding::contract)
                        .thenComparing(Finding::operation)
                        .thenComparing(Finding::count, Comparator.reverseOrder())
                        .thenComparing(Finding::schemaPointer)
                        .thenComparing(Finding::pointer))
                .toList();
    }

    /**
     * The kinds that were found last, the latest first.
     *
     * @param most that are wanted
     */
    public List<Finding> latest(int most) {
        return book.tallies.entrySet().stream()
                .map(entry -> entry.getValue().view(entry.getKey()))
                .sorted(Comparator.comparing(Finding::last).reversed())
                .limit(most)
                .toList();
    }

    /** How many kinds are kept. */
    public int size() {
        return book.tallies.size();
    }

    /** How many were found for which there was no room. */
    public long others() {
        return book.others.sum();
    }

    /** Begins anew. */
    public void clear() {
        book = new Book();
    }
}
