package dev.sluice.proxy.upstream;

/** Whether a target is fit for use. Not safe for use by several threads. */
final class Standing {

    /** How much longer than the first time a target is left out at most. */
    private static final int LONGEST = 10;

    private boolean well = true;
    private boolean ejected;
    private int inRow;
    private int ejections;
    private long length;
    private long until;

    boolean isWell() {
        return well;
    }

    boolean isEjected() {
        return ejected;
    }

    boolean isUsable() {
        return well && !ejected;
    }

    /** @return whether that is news */
    boolean well(boolean well) {
        boolean news = this.well != well;
        this.well = well;
        return news;
    }

    /** @param time for which it is left out the first time, in nanoseconds */
    void eject(long now, long time) {
        // one that was back for longer than it was out begins anew
        inRow = inRow > 0 && now - until > length ? 1 : Math.min(inRow + 1, LONGEST);
        length = inRow * time;
        until = now + length;
        ejected = true;
        ejections++;
    }

    /** @return whether its time is over, and it is back with that */
    boolean readmit(long now) {
        if (!ejected || now - until < 0) {
            return false;
        }
        ejected = false;
        return true;
    }

    /** When it comes back, while it is ejected. */
    long until() {
        return until;
    }

    /** For how long it was left out the last time, in nanoseconds. */
    long length() {
        return length;
    }

    /** Since the start. */
    int ejections() {
        return ejections;
    }
}
