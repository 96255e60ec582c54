package dev.sluice.proxy.upstream;

/** The last answers of one target: so many in a row change the mind. Not safe for use by several threads. */
final class HealthRow {

    private final int healthyAfter;
    private final int unhealthyAfter;
    private boolean well = true;
    private int others;

    HealthRow(int healthyAfter, int unhealthyAfter) {
        this.healthyAfter = healthyAfter;
        this.unhealthyAfter = unhealthyAfter;
    }

    /** @return whether it counts as well from now on */
    boolean add(boolean answer) {
        if (answer == well) {
            others = 0;
        } else if (++others >= (answer ? healthyAfter : unhealthyAfter)) {
            well = answer;
            others = 0;
        }
        return well;
    }
}
