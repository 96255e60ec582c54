package dev.sluice.app.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is written down of the messages that go by.
 *
 * @param file none where nothing is
 * @param maxSize bytes after which a new file is begun
 * @param keep how many files before it are kept
 * @param maxBody bytes of a body that are kept
 * @param queue bytes that may wait to be written
 * @param sample share of the exchanges, from 0 to 1
 * @param redact further names whose values are left out
 */
public record RecordingSettings(
        Optional<Path> file,
        long maxSize,
        int keep,
        int maxBody,
        long queue,
        double sample,
        Bodies bodies,
        List<String> redact) {

    /** Which bodies are recorded. */
    public enum Bodies {
        NONE,
        READABLE,
        ALL
    }

    private static final Path STANDARD_OUTPUT = Path.of("-");

    static final Setting<Optional<Path>> FILE = new Setting<>(
            "record.file",
            new OptionalType<>(Addresses.path()),
            Optional.empty(),
            "File that takes every request and its answer as a line of JSON, without secrets, for validate and coverage;"
                    + " only its owner may read it. Messages are dropped, and counted, rather than that one waits. Absent:"
                    + " none.");
    static final Setting<Long> MAX_SIZE = new Setting<>(
            "record.maxSize",
            Scalars.size(1024, 1L << 40),
            100L << 20,
            "Size after which the file becomes FILE.1, and a new one is begun.");
    static final Setting<Integer> KEEP = new Setting<>(
            "record.keep",
            Scalars.wholeNumber(0, 1_000),
            5,
            "How many files before it are kept: FILE.1 is the newest.");
    static final Setting<Long> MAX_BODY = new Setting<>(
            "record.maxBody",
            Scalars.size(0, 1L << 26),
            64L << 10,
            "Bytes that are kept of each body; a longer one is cut, and says so.");
    static final Setting<Long> QUEUE = new Setting<>(
            "record.queue",
            Scalars.size(1L << 16, 1L << 32),
            16L << 20,
            "Memory of messages that wait to be written, about; what comes beyond is dropped, and counted.");
    static final Setting<Double> SAMPLE =
            new Setting<>("record.sample", Scalars.percent(), 1.0, "How many of the exchanges are recorded.");
    static final Setting<Bodies> BODIES = new Setting<>(
            "record.bodies",
            Scalars.oneOf(Bodies.class),
            Bodies.READABLE,
            "Which bodies are recorded: readable takes those in which secrets can be found (JSON and forms), all takes the"
                    + " others, too, as they are, none takes no body. Of the others only the length is recorded.");
    static final Setting<List<String>> REDACT = new Setting<>(
            "record.redact",
            new ListType<>(
                    Scalars.text("[!-~]{1,200}", "a name of up to 200 visible ASCII characters"),
                    "an array of names, such as [X-Internal-Key]",
                    Rule.none()),
            List.of(),
            "Names of headers, parameters and members whose values are left out, besides passwords, tokens, keys and"
                    + " cookies, and what the contract calls writeOnly or format: password.");

    static final Section SECTION = new Section(
            "record",
            "A recording of what goes by.",
            List.of(FILE, MAX_SIZE, KEEP, MAX_BODY, QUEUE, SAMPLE, BODIES, REDACT));

    static RecordingSettings from(Values values) {
        Optional<Path> access = values.get(LogSettings.ACCESS).filter(path -> !path.equals(STANDARD_OUTPUT));
        values.check(
                access.isEmpty() || !absolute(access).equals(absolute(values.get(FILE))),
                FILE,
                LogSettings.ACCESS,
                "another file than log.access");
        return new RecordingSettings(
                values.get(FILE),
                values.get(MAX_SIZE),
                values.get(KEEP),
                Math.toIntExact(values.get(MAX_BODY)),
                values.get(QUEUE),
                values.get(SAMPLE),
                values.get(BODIES),
                values.get(REDACT));
    }

    private static Optional<Path> absolute(Optional<Path> file) {
        return file.map(path -> path.toAbsolutePath().normalize());
    }
}
