package dev.sluice.proxy;

import dev.sluice.proxy.upstream.Outcome;
import dev.sluice.proxy.upstream.Target;
import org.jspecify.annotations.Nullable;

/**
 * One try to have an exchange answered by a target: what it waits for or holds there, and what becomes of it, which the target
 * is told once. Confined to one event loop.
 */
final class Attempt {

    private final TargetPool pool;
    private @Nullable Target target;
    private @Nullable Transmission transmission;
    private @Nullable Upload upload;

    Attempt(Target target, TargetPool pool) {
        this.target = target;
        this.pool = pool;
        target.began();
    }

    TargetPool pool() {
        return pool;
    }

    void sends(Transmission over) {
        transmission = over;
    }

    void uploads(Upload content) {
        upload = content;
    }

    void beginUpload() {
        if (upload != null) {
            upload.begin();
        }
    }

    void drained() {
        if (upload != null) {
            upload.drained();
        }
    }

    /** Whether there is content to send, and no room for it. */
    boolean isStalled() {
        return upload == null || upload.isStalled();
    }

    /** Whether all that was to be sent has been handed to the socket. */
    boolean isFlushed() {
        return transmission == null || transmission.isFlushed();
    }

    void pause() {
        if (transmission != null) {
            transmission.pause();
        }
    }

    void resume() {
        if (transmission != null) {
            transmission.resume();
        }
    }

    /** Leaves the connection as it is. */
    void abandon() {
        Transmission left = transmission;
        transmission = null;
        if (left != null) {
            left.abandon();
        }
    }

    /** @param why it failed; told only then */
    void ended(Outcome outcome, String why) {
        Target asked = released();
        if (asked != null) {
            asked.ended(outcome, why);
        }
    }

    /** The target, as long as it does not know what became of the attempt; from now on, that is the caller's to tell. */
    @Nullable
    Target released() {
        Target asked = target;
        target = null;
        return asked;
    }

    /** Nothing is sent any more. */
    void over() {
        if (upload != null) {
            upload.stop();
        }
        transmission = null;
    }
}
