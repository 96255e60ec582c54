package dev.sluice.validation;

/** Takes the items of a sequence, as JSON, in their order. */
interface ItemSink {

    /** A whole item. */
    void item(byte[] json, int from, int to);

    /** A piece of an item that is too large to be held; the last one is followed by {@link #end}. */
    void piece(byte[] json, int from, int to);

    /** Ends an item that came in pieces. */
    void end();

    /** An item that is none, by the way in which it is written. */
    void malformed(String keyword, String message);

    /** Something is wrong with the next item, which is still to come. */
    void fault(String keyword, String message);

    /** An item that is too large to be looked at. */
    void tooLarge();
}
