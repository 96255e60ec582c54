package dev.sluice.cli.check;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line of a terminal that shows how far the work is: documents by their number, what remains by their size.
 *
 * <p>Rewritten in place, at most ten times a second. Everything else that goes to the same terminal is written between
 * {@link #clear} and the next {@link #done}.
 */
public final class Progress {

    private static final int WIDTH = 30;
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(100);
    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

    private final PrintWriter terminal;
    private final LongSupplier nanoTime;
    private final int documents;
    private final long bytes;
    private final long start;
    private int documentsDone;
    private long bytesDone;
    private long drawn;
    private boolean visible;
    private boolean erased;

    /**
     * @param nanoTime any clock that counts nanoseconds
     * @param bytes of all documents together
     */
    public Progress(PrintWriter terminal, LongSupplier nanoTime, int documents, long bytes) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.documents = documents;
        this.bytes = bytes;
        this.start = nanoTime.getAsLong();
        this.drawn = start;
    }

    /** A document of this size is done. */
    public void done(long size) {
        documentsDone++;
        bytesDone += size;
        long now = nanoTime.getAsLong();
        if (documentsDone < documents && (erased || now - drawn >= INTERVAL)) {
            drawn = now;
            draw((now - start) / SECOND);
        }
    }

    /** Takes the line away, until the next document is done. */
    public void clear() {
        if (visible) {
            visible = false;
            erased = true;
            terminal.print("\r\u001b[K");
            terminal.flush();
        }
    }

    private void draw(double seconds) {
        int filled = (int) (WIDTH * share());
        terminal.printf(
                Locale.ROOT,
                "\r[%s%s] %d/%d, %.1f/s, %s left\u001b[K",
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                documentsDone,
                documents,
                documentsDone / Math.max(seconds, 0.001),
                clock(Math.round(seconds / Math.max(share(), 0.001) * (1 - share()))));
        terminal.flush();
        visible = true;
        erased = false;
    }

    /** Of the work: the time of a document grows with its size. */
    private double share() {
        return bytes == 0 ? (double) documentsDone / documents : Math.min(1, (double) bytesDone / bytes);
    }

    private static String clock(long seconds) {
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }
}
