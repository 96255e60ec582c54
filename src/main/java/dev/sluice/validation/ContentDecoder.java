package dev.sluice.validation;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.zip.DataFormatException;

/**
 * Undoes the codings of one message's content while it comes, so that somebody can judge it; what is sent stays as it is.
 * What comes out is counted, also between two codings: content that unfolds to more than is allowed costs no more than that.
 * Confined to one thread at a time; to be ended.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, 8.4</a>
 */
public final class ContentDecoder {

    /** What is known about the content. */
    public enum State {
        /** So far it is right. */
        OPEN,
        /** All of it has come, and it was right. */
        WHOLE,
        /** It unfolds to more than is allowed. */
        TOO_LARGE,
        /** It is not in the coding that its head tells. */
        BROKEN
    }

    /** Takes content; the array is used again afterwards. */
    @FunctionalInterface
    public interface Sink {

        void take(byte[] bytes, int from, int to);
    }

    /** Enough has come out. */
    private static final class Enough extends DataFormatException {

        private static final long serialVersionUID = 1L;

        @Override
        @SuppressWarnings("UnsynchronizedOverridesSynchronized") // nobody asks where it comes from
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    /** In the order in which they are undone. */
    private final List<Inflation> inflations;

    private final long[] room;
    private final long burst;
    private long left;
    private boolean any;
    private State state = State.OPEN;

    /**
     * @param inflations in the order in which they are undone, at least one
     * @param limit bytes that each may give
     * @param burst bytes that may come out of one piece of content, those between two codings included
     */
    ContentDecoder(List<Inflation> inflations, long limit, long burst) {
        this.inflations = List.copyOf(inflations);
        this.room = new long[inflations.size()];
        java.util.Arrays.fill(room, limit);
        this.burst = burst;
    }

    /** Takes the next bytes of the content. */
    public State feed(Buffer chunk, Sink sink) {
        if (state == State.OPEN && chunk.length() > 0) {
            any = true;
            left = burst;
            BodyBytes bytes = BodyBytes.of(chunk);
            try {
                undo(0, bytes.bytes(), bytes.from(), bytes.to(), sink);
            } catch (Enough enough) {
                end(State.TOO_LARGE);
            } catch (DataFormatException broken) {
                end(State.BROKEN);
            }
        }
        return state;
    }

    private void undo(int index, byte[] bytes, int from, int to, Sink sink) throws DataFormatException {
        inflations.get(index).feed(bytes, from, to, (out, first, end) -> {
            room[index] -= end - first;
            left -= end - first;
            if (room[index] < 0 || left < 0) {
                throw new Enough();
            }
            if (index + 1 < inflations.size()) {
                undo(index + 1, out, first, end, sink);
            } else {
                sink.take(out, first, end);
            }
        });
    }

    /**
     * Takes content that is there as a whole, and ends it: {@link #finish} tells what it was.
     *
     * @return what it unfolds to, or the beginning of that
     */
    Buffer whole(Buffer content) {
        Buffer plain = Buffer.buffer();
        feed(content, (bytes, from, to) -> plain.appendBytes(bytes, from, to - from));
        finish();
        return plain;
    }

    /** Ends the content. Nothing at all is nothing in every coding. */
    public State finish() {
        if (state == State.OPEN) {
            end(!any || inflations.stream().allMatch(Inflation::isWhole) ? State.WHOLE : State.BROKEN);
        }
        return state;
    }

    /** No more will come. */
    public void cancel() {
        if (state == State.OPEN) {
            end(State.BROKEN);
        }
    }

    private void end(State last) {
        state = last;
        inflations.forEach(Inflation::end);
    }
}
