package dev.sluice.contract;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Loads all documents of a folder, and keeps only what became of each. */
final class CorpusSurvey {

    private static final int THREADS = 2;
    /** Documents of this size are loaded one by one: two of them could fill the heap. */
    private static final long LARGE = 8 << 20;

    private static final ThreadMXBean THREADS_OF_JVM = ManagementFactory.getThreadMXBean();

    /**
     * @param file below the folder, with slashes
     * @param fault the first one of a refused document, with its place, or null
     * @param failure anything else that was thrown, or null
     * @param processorTime not the time of a clock, which depends on what else the machine does
     */
    record Surveyed(
            String file,
            long size,
            int operations,
            int warnings,
            @Nullable String fault,
            @Nullable Throwable failure,
            Duration processorTime) {

        boolean isLoaded() {
            return fault == null && failure == null;
        }
    }

    private CorpusSurvey() {}

    /** @return by the files' names */
    static List<Surveyed> of(Path folder) throws IOException, InterruptedException {
        List<Path> files = files(folder);
        List<Surveyed> surveyed = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<Surveyed>> small = new ArrayList<>();
            for (Path file : files) {
                if (Files.size(file) < LARGE) {
                    small.add(workers.submit(() -> survey(folder, file)));
                }
            }
            addAll(surveyed, small);
            for (Path file : files) {
                if (Files.size(file) >= LARGE) {
                    surveyed.add(survey(folder, file));
                }
            }
        } finally {
            workers.shutdownNow();
        }
        surveyed.sort(Comparator.comparing(Surveyed::file));
        return surveyed;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".json")).toList();
        }
    }

    private static void addAll(Collection<Surveyed> surveyed, List<Future<Surveyed>> results)
            throws InterruptedException {
        for (Future<Surveyed> result : results) {
            try {
                surveyed.add(result.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Surveyed survey(Path folder, Path file) throws IOException {
        long start = THREADS_OF_JVM.getCurrentThreadCpuTime();
        int operations = 0;
        int warnings = 0;
        String fault = null;
        Throwable failure = null;
        try {
            ContractPlan plan = Contracts.load(file);
            operations = plan.operations().size();
            warnings = plan.warnings().size();
        } catch (DocumentException e) {
            fault = text(e.faults().get(0));
            warnings = e.warnings().size();
        } catch (RuntimeException | StackOverflowError e) {
            failure = e;
        }
        Duration time = Duration.ofNanos(THREADS_OF_JVM.getCurrentThreadCpuTime() - start);
        String name = folder.relativize(file).toString().replace('\\', '/');
        return new Surveyed(name, Files.size(file), operations, warnings, fault, failure, time);
    }

    /** As a list holds it: on one line, without the folder's name. */
    private static String text(Fault fault) {
        String text =
                fault.place().line() + ":" + fault.place().column() + ": " + fault.pointer() + ": " + fault.message();
        return text.replaceAll("\\s", " ");
    }

    static String totals(List<Surveyed> surveyed) {
        Surveyed slowest = surveyed.stream()
                .max(Comparator.comparing(Surveyed::processorTime))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%,d documents (%,d MB): %,d load with %,d operations, %d are refused, %d fail; %,d warnings;"
                        + " %.0f s of processor time, the longest %.1f s for %s (%,d MB)",
                surveyed.size(),
                surveyed.stream().mapToLong(Surveyed::size).sum() / 1_000_000,
                surveyed.stream().filter(Surveyed::isLoaded).count(),
                surveyed.stream().mapToLong(Surveyed::operations).sum(),
                surveyed.stream().filter(one -> one.fault() != null).count(),
                surveyed.stream().filter(one -> one.failure() != null).count(),
                surveyed.stream().mapToLong(Surveyed::warnings).sum(),
                surveyed.stream()
                                .mapToLong(one -> one.processorTime().toMillis())
                                .sum()
                        / 1000.0,
                slowest.processorTime().toMillis() / 1000.0,
                slowest.file(),
                slowest.size() / 1_000_000);
    }
}
