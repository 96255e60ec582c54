package dev.sluice.traffic.record;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Sent;
import dev.sluice.exchange.Witness;
import dev.sluice.traffic.WriterThread;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes exchanges to a file, a line of JSON each, without their secrets. Event loops hand over what they hold anyway; one
 * thread writes. What it has no time or no disk for is dropped and counted: no request ever waits. Safe for use by many
 * event loops.
 */
public final class Recorder implements Witness, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
    /** After which the file is looked at, and after which one that failed is tried again. */
    private static final long LOOK_NANOS = 1_000_000_000;

    private static final int BATCH = 256 * 1024;
    /** What an exchange takes besides texts and bodies. */
    private static final long OWN_WEIGHT = 1_024;

    private final RecordSettings settings;
    private final RecordFile file;
    private final RecordLine line;
    private final PassageQueue queue;
    private final WriterThread writer;
    private final LineText lines = new LineText();
    private int batched;
    private long lookedAt = System.nanoTime();
    private boolean failing;
    private long failedAt;
    private long lostBefore;
    private final LongAdder written = new LongAdder();
    private final LongAdder lost = new LongAdder();

    private Recorder(RecordSettings settings, RecordFile file) {
        this.settings = settings;
        this.file = file;
        this.line = new RecordLine(settings);
        this.writer = new WriterThread("sluice-recorder", this::writeAll, this::writeLast);
        this.queue = new PassageQueue(settings.maxWaiting(), writer::wake);
    }

    /** @throws IOException when the file cannot be written */
    public static Recorder start(RecordSettings settings) throws IOException {
        Recorder recorder =
                new Recorder(settings, RecordFile.open(settings.file(), settings.maxSize(), settings.keep()));
        recorder.writer.start();
        LOG.info("recording to {}", settings.file());
        return recorder;
    }

    @Override
    public int keeps(Exchange exchange) {
        return settings.bodies() != RecordSettings.Bodies.NONE && isSampled(exchange) ? settings.maxBody() : 0;
    }

    /** The same answer for an exchange whenever it is asked for. */
    private boolean isSampled(Exchange exchange) {
        if (settings.sample() >= 1) {
            return true;
        }
        long mixed = exchange.startNanos() * 0x9E3779B97F4A7C15L;
        return (mixed >>> 11) * 0x1p-53 < settings.sample();
    }

    @Override
    public void ended(Exchange exchange, Sent sent) {
        if (!isSampled(exchange) || writer.isClosed() || !queue.hasRoom()) {
            return;
        }
        MultiMap headers = HttpHeaders.headers();
        sent.addFields(headers);
        Buffer request = sent.requestBody();
        Buffer answer = sent.body();
        Problem problem = sent.problem();
        long weight =
                OWN_WEIGHT + length(exchange.message().headers()) + length(headers) + length(request) + length(answer);
        queue.add(new Passage(
                System.currentTimeMillis(),
                System.nanoTime() - exchange.startNanos(),
                exchange.contractOrNull(),
                exchange.operationOrNull(),
                exchange.message(),
                request,
                sent.requestLength(),
                sent.status(),
                headers,
                answer,
                sent.length(),
                problem == null ? null : problem.type().name(),
                weight));
    }

    private static long length(MultiMap headers) {
        long length = 0;
        for (Map.Entry<String, String> field : headers) {
            length += 64L + field.getKey().length() + field.getValue().length();
        }
        return length;
    }

    private static long length(@Nullable Buffer buffer) {
        return buffer == null ? 0 : buffer.length();
    }

    /** How many exchanges were written. */
    public long written() {
        return written.sum();
    }

    /** How many were dropped because they came faster than they could be written. */
    public long dropped() {
        return queue.dropped();
    }

    /** How many were lost because the file could not be written. */
    public long lost() {
        return lost.sum();
    }

    /** What ended before the close. */
    private void writeLast() {
        writeAll();
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("the recording did not close: {}", e.getMessage());
        }
    }

    private void writeAll() {
        for (Passage passage = queue.take(); passage != null; passage = queue.take()) {
            append(passage);
            if (lines.length() >= BATCH) {
                flush();
            }
        }
        flush();
    }

    private void append(Passage passage) {
        int before = lines.length();
        try {
            line.append(lines, passage);
            batched++;
        } catch (RuntimeException bug) {
            LOG.error("an exchange could not be recorded", bug);
            lines.cut(before);
            count(1);
        }
    }

    private void count(int more) {
        lost.add(more);
    }

    private void flush() {
        long now = System.nanoTime();
        boolean look = now - lookedAt > LOOK_NANOS;
        if (look) {
            lookedAt = now;
        }
        try {
            if (look) {
                file.check();
            }
            if (batched > 0) {
                if (failing && now - failedAt < LOOK_NANOS) {
                    // not again and again, for each of them
                    count(batched);
                } else {
                    file.write(lines.bytes(), lines.length());
                    written.add(batched);
                    recovered();
                }
            }
        } catch (IOException e) {
            failed(e);
        }
        lines.cut(0);
        batched = 0;
    }

    private void recovered() {
        if (failing) {
            failing = false;
            LOG.info("recording to {} goes on; {} exchanges are missing", settings.file(), lost.sum() - lostBefore);
        }
    }

    private void failed(IOException e) {
        failedAt = System.nanoTime();
        if (!failing) {
            failing = true;
            lostBefore = lost.sum();
            LOG.warn(
                    "cannot record to {}: {}; what goes by is lost until it can be written again",
                    settings.file(),
                    reason(e));
        }
        count(batched);
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage());
    }

    /** Writes what there is, as far as the disk takes it. To be called when no exchange ends any more. */
    @Override
    public void close() {
        if (!writer.close()) {
            LOG.warn("the disk takes nothing any more: the last exchanges are not recorded");
        }
        LOG.info("recorded {} exchanges to {}; {} dropped, {} lost", written(), settings.file(), dropped(), lost());
    }
}
