package dev.sluice.cli.report;

import dev.sluice.document.Place;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes what stands around places out of a text in one pass, in memory that a line's length does not grow. */
public final class Excerpts {

    private static final int BEFORE = 50;
    private static final int AFTER = 40;
    private static final int BLOCK = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A place that was met, while what follows it is still being read. */
    private record Open(Place place, String before, boolean cutBefore, StringBuilder after) {

        boolean isFull(Map<Place, Excerpt> excerpts) {
            boolean full = after.length() >= AFTER;
            if (full) {
                close(excerpts, true);
            }
            return full;
        }

        void close(Map<Place, Excerpt> excerpts, boolean cutAfter) {
            if (!(before + after).isBlank()) {
                excerpts.put(place, Excerpt.of(before, cutBefore, after.toString(), cutAfter));
            }
        }
    }

    private final Iterator<Place> places;
    private final Map<Place, Excerpt> excerpts = new HashMap<>();
    private final Deque<Open> open = new ArrayDeque<>();
    /** The last characters of the line, as a ring. */
    private final int[] left = new int[BEFORE];

    private @Nullable Place next;
    private int line = 1;
    /** Characters of the line that were met. */
    private int passed;

    private Excerpts(Iterator<Place> places) {
        this.places = places;
        this.next = places.hasNext() ? places.next() : null;
    }

    /** @return nothing for places that the text does not have, and for blank lines */
    public static Map<Place, Excerpt> read(Reader text, Collection<Place> places) throws IOException {
        List<Place> sorted = new ArrayList<>(places.stream().distinct().toList());
        sorted.sort(Comparator.comparingInt(Place::line).thenComparingInt(Place::column));
        Excerpts excerpts = new Excerpts(sorted.iterator());
        excerpts.take(text);
        return excerpts.excerpts;
    }

    private void take(Reader text) throws IOException {
        char[] block = new char[BLOCK];
        char previous = 0;
        boolean first = true;
        for (int length = text.read(block); length >= 0 && !isDone(); length = text.read(block)) {
            for (int i = 0; i < length; i++) {
                char c = block[i];
                if (!(first && c == BYTE_ORDER_MARK)) {
                    take(previous, c);
                }
                first = false;
                previous = c;
            }
        }
        endLine();
    }

    private boolean isDone() {
        return next == null && open.isEmpty();
    }

    private void take(char previous, char c) {
        if (c == '\n' && previous == '\r') {
            return;
        }
        if (c == '\n' || c == '\r') {
            endLine();
            line++;
        } else if (Character.isLowSurrogate(c) && Character.isHighSurrogate(previous)) {
            character(Character.toCodePoint(previous, c));
        } else if (!Character.isHighSurrogate(c)) {
            character(c);
        }
    }

    private void character(int codePoint) {
        openUpTo(passed + 1);
        if (!open.isEmpty()) {
            open.removeIf(one -> one.isFull(excerpts));
            open.forEach(one -> one.after.appendCodePoint(codePoint));
        }
        left[passed % BEFORE] = codePoint;
        passed++;
    }

    private void openUpTo(int column) {
        while (next != null && (next.line() < line || (next.line() == line && next.column() <= column))) {
            StringBuilder before = new StringBuilder();
            for (int i = Math.max(0, passed - BEFORE); i < passed; i++) {
                before.appendCodePoint(left[i % BEFORE]);
            }
            open.addLast(new Open(next, before.toString(), passed > BEFORE, new StringBuilder()));
            next = places.hasNext() ? places.next() : null;
        }
    }

    /** A place behind the last character of a line is shown there. */
    private void endLine() {
        openUpTo(Integer.MAX_VALUE);
        open.forEach(one -> one.close(excerpts, false));
        open.clear();
        passed = 0;
    }
}
