package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;

/**
 * What the validation service takes.
 *
 * @param maxContract bytes of all files of a version, unpacked
 * @param maxBody bytes of a request
 * @param timeout for one job, the waiting included
 */
public record ServiceSettings(
        long maxContract, int maxFiles, long maxBody, int maxBatch, int workers, int queue, Duration timeout) {

    static final Setting<Long> MAX_CONTRACT = new Setting<>(
            "service.maxContract",
            Scalars.size(1024, 64L << 20),
            8L << 20,
            "Bytes of all files of a version of a contract, unpacked.");
    static final Setting<Integer> MAX_FILES = new Setting<>(
            "service.maxFiles", Scalars.wholeNumber(1, 10_000), 1_000, "Files of a version of a contract.");
    static final Setting<Long> MAX_BODY = new Setting<>(
            "service.maxBody",
            Scalars.size(1024, 64L << 20),
            16L << 20,
            "Bytes of a request that brings a contract or messages; beyond it: 413.");
    static final Setting<Integer> MAX_BATCH = new Setting<>(
            "service.maxBatch", Scalars.wholeNumber(1, 100_000), 1_000, "Messages that one request may bring.");
    static final Setting<Integer> WORKERS = new Setting<>(
            "service.workers",
            Scalars.wholeNumber(1, 64),
            2,
            "Threads that compile contracts and judge large batches, beside the event loops.");
    static final Setting<Integer> QUEUE = new Setting<>(
            "service.queue", Scalars.wholeNumber(1, 10_000), 16, "Requests that may wait for them; beyond it: 503.");
    static final Setting<Duration> TIMEOUT = new Setting<>(
            "service.timeout",
            Scalars.duration(Duration.ofMillis(100), Duration.ofMinutes(5)),
            Duration.ofSeconds(8),
            "Time for one of them, the waiting included; beyond it: 503, and the work is given up.");

    static final Section SECTION = new Section(
            "service",
            "Bounds of the validation service on the control port.",
            List.of(MAX_CONTRACT, MAX_FILES, MAX_BODY, MAX_BATCH, WORKERS, QUEUE, TIMEOUT));

    static ServiceSettings from(Values values) {
        return new ServiceSettings(
                values.get(MAX_CONTRACT),
                values.get(MAX_FILES),
                values.get(MAX_BODY),
                values.get(MAX_BATCH),
                values.get(WORKERS),
                values.get(QUEUE),
                values.get(TIMEOUT));
    }
}
