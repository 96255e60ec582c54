package dev.sluice.cli.report;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line of a terminal that shows how far the work is: what is done by its number, what remains by its size.
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
    private final long items;
    private final long bytes;
    private final String words;
    private final long start;
    private long itemsDone;
    private long bytesDone;
    private long drawn;
    private boolean visible;
    private boolean erased;

    private Progress(PrintWriter terminal, LongSupplier nanoTime, long items, long bytes, String words) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
        this.items = items;
        this.bytes = bytes;
        this.words = words;
        this.start = nanoTime.getAsLong();
        this.drawn = start;
    }

    /**
     * Of documents, of which it is known how many there are.
     *
     * @param nanoTime any clock that counts nanoseconds
     * @param documents 0 for none that is shown
     * @param bytes of all documents together
     */
    public static Progress ofDocuments(PrintWriter terminal, LongSupplier nanoTime, int documents, long bytes) {
        return new Progress(terminal, nanoTime, documents, bytes, "");
    }

    /**
     * Of messages, of which nobody knows how many there are.
     *
     * @param nanoTime any clock that counts nanoseconds
     * @param bytes of all of them together; 0 where that is not known either
     */
    public static Progress ofMessages(PrintWriter terminal, LongSupplier nanoTime, long bytes) {
        return new Progress(terminal, nanoTime, Long.MAX_VALUE, bytes, " messages");
    }

    /** A document of this size is done. */
    public void done(long size) {
        reached(itemsDone + 1, bytesDone + size);
    }

    /** So much is done by now. */
    public void reached(long itemsByNow, long bytesByNow) {
        itemsDone = itemsByNow;
        bytesDone = bytesByNow;
        long now = nanoTime.getAsLong();
        if (itemsDone < items && (erased || now - drawn >= INTERVAL)) {
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
        double share = share();
        int filled = (int) (WIDTH * share);
        boolean counted = items < Long.MAX_VALUE;
        double rate = itemsDone / Math.max(seconds, 0.001);
        terminal.print("\r");
        if (counted || bytes > 0) {
            terminal.printf("[%s%s] ", "#".repeat(filled), ".".repeat(WIDTH - filled));
        }
        if (counted) {
            terminal.printf(Locale.ROOT, "%d/%d, %.1f/s", itemsDone, items, rate);
        } else {
            terminal.printf(Locale.ROOT, "%d%s, %,.0f/s", itemsDone, words, rate);
        }
        if (counted || bytes > 0) {
            terminal.print(", " + clock(Math.round(seconds / Math.max(share, 0.001) * (1 - share))) + " left");
        }
        terminal.print("\u001b[K");
        terminal.flush();
        visible = true;
        erased = false;
    }

    /** Of the work: the time of a document grows with its size. */
    private double share() {
        return bytes == 0 ? (double) itemsDone / items : Math.min(1, (double) bytesDone / bytes);
    }

    private static String clock(long seconds) {
        return seconds / 60 + ":" + (seconds % 60 < 10 ? "0" : "") + seconds % 60;
    }
}
