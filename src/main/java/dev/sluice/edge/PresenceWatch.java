package dev.sluice.edge;

import io.vertx.core.buffer.Buffer;

/** Sees whether there is any content, of which that is all that matters. Confined to one event loop. */
final class PresenceWatch implements ObservedContent.Observer {

    /** Is told once, as soon as it is known; never when content breaks off before its first byte. */
    @FunctionalInterface
    interface Seen {

        void content(boolean some);
    }

    private final Seen seen;
    private boolean told;

    PresenceWatch(Seen seen) {
        this.seen = seen;
    }

    @Override
    public void feed(Buffer chunk) {
        if (chunk.length() > 0) {
            tell(true);
        }
    }

    @Override
    public void ended() {
        tell(false);
    }

    @Override
    public void broken() {
        told = true;
    }

    private void tell(boolean some) {
        if (!told) {
            told = true;
            seen.content(some);
        }
    }
}
