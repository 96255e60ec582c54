package dev.sluice.validation;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * The events of an event stream, those that are dispatched: comments, fields that nobody knows, events without data and
 * one that the end cuts off are no items.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation">HTML, 9.2.6</a>
 */
final class EventItems implements ItemReader {

    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private final int hold;
    private final ItemSink sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private EventFields event;
    private boolean begun;
    /** Whether the last byte was a carriage return: a line feed behind it ends no other line. */
    private boolean returned;
    /** Whether the present line is longer than what is held. */
    private boolean cut;

    EventItems(int hold, ItemSink sink) {
        this.hold = hold;
        this.event = new EventFields(hold);
        this.sink = sink;
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        if (returned && from < to) {
            returned = false;
            start += bytes[from] == '\n' ? 1 : 0;
        }
        for (int i = start; i < to; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                ended(bytes, start, i);
                boolean pair = bytes[i] == '\r' && i + 1 < to && bytes[i + 1] == '\n';
                returned = bytes[i] == '\r' && i + 1 == to;
                i += pair ? 1 : 0;
                start = i + 1;
            }
        }
        if (start < to) {
            keep(bytes, start, to);
        }
    }

    private void keep(byte[] bytes, int from, int to) {
        if (cut || line.size() + to - from > hold) {
            cut = true;
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private void ended(byte[] bytes, int from, int to) {
        if (line.size() == 0 && !cut && to - from <= hold) {
            line(bytes, from, to);
            return;
        }
        keep(bytes, from, to);
        if (cut) {
            // of a comment that is as long nobody wants to know
            event.tooLarge |= line.size() == 0 || line.toByteArray()[0] != ':';
        } else {
            byte[] whole = line.toByteArray();
            line(whole, 0, whole.length);
        }
        cut = false;
        line.reset();
    }

    private void line(byte[] bytes, int from, int to) {
        int start = from;
        if (!begun) {
            begun = true;
            start += to - from >= 3 && Arrays.equals(bytes, from, from + 3, MARK, 0, 3) ? 3 : 0;
        }
        if (start < to) {
            event.field(bytes, start, to);
            return;
        }
        if (event.tooLarge) {
            sink.tooLarge();
        } else if (event.isDispatched()) {
            byte[] json = event.json();
            if (json == null) {
                sink.malformed("text", "expected well-formed text in UTF-8");
            } else {
                sink.item(json, 0, json.length);
            }
        }
        event = new EventFields(hold);
    }

    /** What has no end is not dispatched. */
    @Override
    public void finish() {
        line.reset();
    }
}
