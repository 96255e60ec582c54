package dev.sluice.edge;

import io.vertx.core.buffer.Buffer;

/** The beginning of content that passes. Confined to one event loop. */
final class Kept implements ObservedContent.Observer {

    private final Witnessing witnessing;
    private final int most;
    private Buffer bytes = Buffer.buffer(0);
    private long length;
    private boolean whole;

    /** @param most bytes of it */
    Kept(Witnessing witnessing, int most) {
        this.witnessing = witnessing;
        this.most = most;
    }

    @Override
    public void feed(Buffer chunk) {
        int held = bytes.length();
        int more = length == held ? Math.min(most - held, chunk.length()) : 0;
        if (more > 0 && witnessing.take(more)) {
            bytes.appendBuffer(chunk, 0, more);
        }
        length += chunk.length();
    }

    @Override
    public void ended() {
        whole = true;
    }

    @Override
    public void broken() {}

    Buffer bytes() {
        return bytes;
    }

    /** Of all that has passed; -1 when that is not all there was to come. */
    long length() {
        return whole ? length : -1;
    }
}
