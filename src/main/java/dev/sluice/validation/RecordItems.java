package dev.sluice.validation;

/**
 * The texts of a JSON text sequence. Record separators with nothing between them are no items.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7464#section-2">RFC 7464, 2</a>
 */
final class RecordItems extends DelimitedItems {

    private static final char RECORD_SEPARATOR = '\u001e';

    private boolean separated;

    RecordItems(int hold, ItemSink sink) {
        super(hold, sink, RECORD_SEPARATOR);
    }

    @Override
    public void feed(byte[] bytes, int from, int to) {
        int p = separated ? from : space(bytes, from, to);
        if (p == to) {
            return;
        }
        if (!separated && bytes[p] != RECORD_SEPARATOR) {
            sink.fault("json", "expected a record separator (0x1E) before each item");
        }
        separated = true;
        super.feed(bytes, p, to);
    }

    @Override
    void whole(byte[] bytes, int from, int to) {
        int p = space(bytes, from, to);
        if (p == to) {
            return;
        }
        byte last = bytes[to - 1];
        boolean delimited = last <= ' ' || last == '}' || last == ']' || last == '"';
        if (delimited) {
            sink.item(bytes, from, to);
        } else {
            // of a number or a word nobody can tell whether it was cut (RFC 7464, 2.4)
            sink.malformed("json", "expected a line feed behind each item");
        }
    }
}
