package dev.sluice.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.contract.ContractDocuments;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.Location;
import dev.sluice.contract.Reading;
import dev.sluice.document.DocumentException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The contracts of the world that {@code ContractCorpus} has: of each {@code sluice.every}th none differs from itself, and all
 * versions of one API that stand beside each other are compared to the end, in a bounded time.
 */
class DiffCorpus {

    /** Of processor time: for one comparison, without loading. */
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Path FOLDER =
            Path.of(System.getProperty("sluice.corpus", "none, for lack of -Dsluice.corpus=FOLDER"));
    private static final int EVERY = Integer.getInteger("sluice.every", 1);

    private final Map<String, String> slow = new TreeMap<>();
    private final List<String> found = new ArrayList<>();
    private final Map<Effect, Long> effects = new EnumMap<>(Effect.class);
    private int compared;
    private long operations;
    private long nanos;
    private long longest;
    private String slowest = "";

    @Test
    void noContractDiffersFromItself() throws IOException {
        List<Path> files = files();
        for (int i = 0; i < files.size(); i += EVERY) {
            Optional<ContractDocuments> one = load(files.get(i));
            Optional<ContractDocuments> other = one.isEmpty() ? one : load(files.get(i));
            for (Undeclared undeclared : one.isEmpty() ? new Undeclared[0] : Undeclared.values()) {
                Comparison comparison = compare(files.get(i), one.orElseThrow(), other.orElseThrow(), undeclared);
                if (!comparison.changes().isEmpty()) {
                    found.add(name(files.get(i)) + " " + undeclared + ": "
                            + comparison.changes().size() + " changes, such as "
                            + comparison.changes().get(0));
                }
            }
        }
        tell();

        assertThat(compared).isPositive();
        assertThat(found).isEmpty();
        assertThat(slow).isEmpty();
    }

    @Test
    void versionsOfOneApiAreComparedToTheEnd() throws IOException {
        Map<String, Path> before = new TreeMap<>();
        for (Path file : files()) {
            Path old = before.put(api(file), file);
            if (old == null) {
                continue;
            }
            Optional<ContractDocuments> one = load(old);
            Optional<ContractDocuments> other = load(file);
            if (one.isPresent() && other.isPresent()) {
                compare(file, one.get(), other.get(), Undeclared.IGNORED)
                        .changes()
                        .forEach(change -> effects.merge(change.effect(), 1L, Long::sum));
            }
        }
        tell();

        assertThat(compared).isPositive();
        assertThat(effects).containsKeys(Effect.BREAKING, Effect.COMPATIBLE);
        assertThat(slow).isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    /** A file's name without its version: {@code github.com/ghes}. */
    private static String api(Path file) {
        return name(file).replaceFirst("\\.json$", "").replaceFirst("[-_.]?v?[0-9][0-9.-]*(-preview)?$", "");
    }

    private static String name(Path file) {
        return FOLDER.relativize(file).toString().replace('\\', '/');
    }

    private static Optional<ContractDocuments> load(Path file) {
        try {
            return Optional.of(Contracts.open(Location.of(file.toString()), Reading.JUDGE));
        } catch (DocumentException refused) {
            // listed elsewhere: refusals.tsv
            return Optional.empty();
        }
    }

    private Comparison compare(Path file, ContractDocuments one, ContractDocuments other, Undeclared undeclared) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        Comparison comparison = ContractDiff.between(one, other, undeclared);
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        compared++;
        operations += comparison.newOperations();
        nanos += took;
        if (took > longest) {
            longest = took;
            slowest = name(file);
        }
        if (took > LONGEST.toNanos()) {
            slow.put(name(file) + " " + undeclared, took / 1_000_000 + " ms");
        }
        return comparison;
    }

    private void tell() {
        System.out.printf(
                Locale.ROOT,
                "%,d comparisons of %,d operations, %s; %.1f s of processor time, the longest %.1f s for %s%n",
                compared,
                operations,
                effects,
                nanos / 1e9,
                longest / 1e9,
                slowest);
        found.forEach(System.out::println);
    }
}
