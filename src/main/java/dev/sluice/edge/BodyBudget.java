package dev.sluice.edge;

/**
 * How many bytes of bodies one event loop may hold at one time, whoever sent them: many large bodies that never end must
 * not use up the memory. Confined to one event loop.
 */
final class BodyBudget {

    /** Of the heap, for the bodies of all event loops together. */
    private static final int SHARE = 4;

    private long left;

    private BodyBudget(long bytes) {
        this.left = bytes;
    }

    static BodyBudget ofLoop(int eventLoops) {
        return of(Runtime.getRuntime().maxMemory() / SHARE / eventLoops);
    }

    static BodyBudget of(long bytes) {
        return new BodyBudget(bytes);
    }

    /** @return false when there is not so much left; then nothing is taken */
    boolean take(Call call, int bytes) {
        if (bytes > left) {
            return false;
        }
        left -= bytes;
        call.heldBytes += bytes;
        return true;
    }

    /** Some of what the call has taken. */
    void giveBack(Call call, int bytes) {
        left += bytes;
        call.heldBytes -= bytes;
    }

    /** When the call has ended. */
    void giveBack(Call call) {
        left += call.heldBytes;
        call.heldBytes = 0;
    }
}
