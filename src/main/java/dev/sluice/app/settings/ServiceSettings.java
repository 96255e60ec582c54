package dev.sluice.app.settings;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where the validation service is offered, and what it takes.
 *
 * @param only whether nothing else is: no contract is served
 * @param host of the port of its own
 * @param port of its own, 0 for any free one; absent: none, it is on the control port alone
 * @param token that callers of that port show; absent: that of the control port
 * @param maxContract bytes of all files of a version, unpacked
 * @param maxBody bytes of a request
 * @param timeout for one job, the waiting included
 */
public record ServiceSettings(
        boolean only,
        String host,
        Optional<Integer> port,
        Optional<Secret> token,
        long maxContract,
        int maxFiles,
        long maxBody,
        int maxBatch,
        int workers,
        int queue,
        Duration timeout,
        TlsSettings tls) {

    static final Setting<Boolean> ONLY = new Setting<>(
            "service.only",
            Scalars.bool(),
            false,
            "Whether the validation service is all that runs: no contract is served, and nothing listens for clients."
                    + " As serve --service.");
    static final Setting<String> HOST = new Setting<>(
            "service.listenHost",
            Addresses.host(),
            "127.0.0.1",
            "The address of service.listenPort. Without service.tls: keep it private, or behind a proxy that speaks TLS.");
    /** Not service.port: Kubernetes sets SLUICE_SERVICE_PORT where a Service is named sluice. */
    static final Setting<Optional<Integer>> PORT = new Setting<>(
            "service.listenPort",
            new OptionalType<>(Scalars.wholeNumber(0, 65535)),
            Optional.empty(),
            "A port for callers of the validation service, who find nothing else there; 0 takes any free one. Absent: it is"
                    + " on the control port alone, where it always is.");

    static final Setting<Optional<Secret>> TOKEN = new Setting<>(
            "service.token",
            new OptionalType<>(Secrets.token()),
            Optional.empty(),
            "What callers show on service.listenPort, for instance ${SERVICE_TOKEN}; it does not open the control port. Absent:"
                    + " what operators show.");
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

    static final TlsKeys TLS = new TlsKeys("service.tls", "TLS on service.listenPort.");

    static final Section SECTION = new Section(
            "service",
            "Where the validation service is offered beside the control port, and its bounds.",
            List.of(ONLY, HOST, PORT, TOKEN, MAX_CONTRACT, MAX_FILES, MAX_BODY, MAX_BATCH, WORKERS, QUEUE, TIMEOUT));

    static ServiceSettings from(Values values) {
        checkPort(values);
        values.check(
                values.get(PORT).isEmpty()
                        || values.get(ControlSettings.AUTH) == ControlSettings.Auth.TOKEN
                        || values.get(TOKEN).isPresent()
                        || ControlSettings.isLoopback(values.get(HOST)),
                HOST,
                ControlSettings.AUTH,
                "an address on loopback (127.0.0.1, ::1, localhost), or service.token, since control.auth is off");
        values.check(
                values.get(TOKEN).isEmpty() || !values.get(TOKEN).equals(values.get(ControlSettings.TOKEN)),
                TOKEN,
                ControlSettings.TOKEN,
                "another token than control.token: it does not open the control port");
        return new ServiceSettings(
                values.get(ONLY),
                values.get(HOST),
                values.get(PORT),
                values.get(TOKEN),
                values.get(MAX_CONTRACT),
                values.get(MAX_FILES),
                values.get(MAX_BODY),
                values.get(MAX_BATCH),
                values.get(WORKERS),
                values.get(QUEUE),
                values.get(TIMEOUT),
                TLS.from(values));
    }

    private static void checkPort(Values values) {
        int port = values.get(PORT).orElse(0);
        checkOther(values, port, ControlSettings.PORT, ControlSettings.HOST, "another port than control.port");
        if (!values.get(ONLY)) {
            checkOther(values, port, ListenSettings.PORT, ListenSettings.HOST, "another port than listen.port");
        }
    }

    /** A control port that nobody asked for moves out of the way. */
    private static void checkOther(
            Values values, int port, Setting<Integer> other, Setting<String> otherHost, String expected) {
        boolean moves = other.equals(ControlSettings.PORT) && !values.asked(other);
        boolean same =
                port != 0 && port == values.get(other) && values.get(HOST).equals(values.get(otherHost));
        values.check(moves || !same, PORT, other, expected);
    }
}
