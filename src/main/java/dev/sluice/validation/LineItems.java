package dev.sluice.validation;

/** The lines of JSON Lines and NDJSON. Empty ones are no items, and the last one needs no end. */
final class LineItems extends DelimitedItems {

    LineItems(int hold, ItemSink sink) {
        super(hold, sink, '\n');
    }

    @Override
    void whole(byte[] bytes, int from, int to) {
        if (space(bytes, from, to) < to) {
            sink.item(bytes, from, to);
        }
    }
}
