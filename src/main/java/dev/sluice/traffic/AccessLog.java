package dev.sluice.traffic;

import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.ExchangeListener;
import dev.sluice.exchange.Problem;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line of JSON for each exchange. Event loops only write lines into memory of their own; one thread hands them to the
 * sink, some ten times a second, or as soon as there are many. When the sink is slower than the load, lines are dropped
 * and counted, and a line says how many: no request ever waits. Safe for use by many event loops.
 */
public final class AccessLog implements ExchangeListener, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLog.class);

    /** 4 MiB of lines. */
    private static final int MOST_CHUNKS = 64;

    private final OutputStream sink;
    private final ChunkQueue queue;
    private final List<LoopLines> loops = new CopyOnWriteArrayList<>();
    private final FastThreadLocal<LoopLines> ofThread = new FastThreadLocal<>() {
        @Override
        protected LoopLines initialValue() {
            LoopLines lines = new LoopLines(queue);
            loops.add(lines);
            return lines;
        }
    };
    private final AccessLine line = new AccessLine();
    private final WriterThread writer;
    private long told;
    private boolean failed;

    private AccessLog(OutputStream sink) {
        this.sink = sink;
        this.writer = new WriterThread("sluice-access-log", this::writeAll, this::writeLast);
        this.queue = new ChunkQueue(MOST_CHUNKS, writer::wake);
    }

    /** @param sink unbuffered; closed with the log */
    public static AccessLog start(OutputStream sink) {
        AccessLog log = new AccessLog(sink);
        log.writer.start();
        return log;
    }

    @Override
    public void ended(Exchange exchange, int status, @Nullable Problem problem) {
        ofThread.get().add(exchange, status, problem);
    }

    /** This log, and then somebody else who is to be told. */
    public ExchangeListener and(ExchangeListener next) {
        return (exchange, status, problem) -> {
            ended(exchange, status, problem);
            next.ended(exchange, status, problem);
        };
    }

    /** How many lines were dropped since the start. */
    public long dropped() {
        return queue.dropped();
    }

    private void writeAll() {
        writeFull();
        writeOpen();
    }

    /** What ended before the close: nobody adds lines any more. */
    private void writeLast() {
        writeOpen();
        try {
            sink.close();
        } catch (IOException e) {
            LOG.warn("the access log did not close: {}", e.getMessage());
        }
    }

    private void writeFull() {
        for (LineChunk chunk = queue.take(); chunk != null; chunk = queue.take()) {
            write(chunk);
        }
    }

    private void writeOpen() {
        for (LoopLines lines : loops) {
            LineChunk chunk = lines.takeOpen();
            // what this loop has filled before comes first
            writeFull();
            if (chunk != null) {
                write(chunk);
            }
        }
        tellDropped();
    }

    private void tellDropped() {
        long dropped = queue.dropped();
        if (dropped > told && !failed) {
            LineChunk chunk = queue.empty();
            line.appendDropped(chunk, System.currentTimeMillis(), dropped - told);
            told = dropped;
            write(chunk);
        }
    }

    private void write(LineChunk chunk) {
        try {
            if (failed) {
                // the last line may have been cut
                sink.write('\n');
            }
            sink.write(chunk.bytes, 0, chunk.length);
            failed = false;
            queue.recycle(chunk);
        } catch (IOException e) {
            if (!failed) {
                LOG.warn("lines of the access log are lost: {}", e.getMessage());
            }
            failed = true;
            queue.drop(chunk);
        }
    }

    /** Writes what there is, as far as the sink takes it. To be called when no exchange ends any more. */
    @Override
    public void close() {
        if (!writer.close()) {
            LOG.warn("the access log takes nothing any more: its last lines are lost");
        }
    }
}
