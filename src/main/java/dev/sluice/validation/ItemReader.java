package dev.sluice.validation;

import dev.sluice.contract.Framing;

/** Finds the items of a sequence while its bytes come. Confined to one sequence. */
interface ItemReader {

    /** @param hold bytes of an item that may be held */
    static ItemReader of(Framing framing, int hold, ItemSink sink) {
        return switch (framing) {
            case LINES -> new LineItems(hold, sink);
            case RECORDS -> new RecordItems(hold, sink);
            case EVENTS -> new EventItems(hold, sink);
        };
    }

    /** Takes the next bytes; does not keep them. */
    void feed(byte[] bytes, int from, int to);

    /** Ends the sequence. */
    void finish();
}
