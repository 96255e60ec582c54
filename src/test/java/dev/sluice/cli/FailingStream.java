package dev.sluice.cli;

import java.io.IOException;
import java.io.OutputStream;

/** Takes some bytes, and no more. */
final class FailingStream extends OutputStream {

    private final String reason;
    private int room;

    /** @param room in bytes */
    FailingStream(int room, String reason) {
        this.room = room;
        this.reason = reason;
    }

    @Override
    public void write(int written) throws IOException {
        if (room-- <= 0) {
            throw new IOException(reason);
        }
    }
}
