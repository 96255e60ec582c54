package dev.sluice.mock;

import dev.sluice.contract.Latency;

/**
 * Turns random bits into the time that one answer takes.
 *
 * @param median in nanoseconds
 * @param sigma of the logarithm; 0 where all take the same
 * @param most nanoseconds that any takes
 */
record LatencyDraw(double median, double sigma, long most) {

    /** How many standard deviations the 99th percentile of a normal distribution is above its median. */
    private static final double Z99 = 2.3263478740408408;

    /** @param most nanoseconds: what is drawn beyond is cut to it */
    static LatencyDraw of(Latency latency, long most) {
        if (latency instanceof Latency.Spread spread) {
            double p50 = spread.p50().toNanos();
            return new LatencyDraw(p50, Math.log(spread.p99().toNanos() / p50) / Z99, most);
        }
        return new LatencyDraw(latency.longest().toNanos(), 0, most);
    }

    boolean isFixed() {
        return sigma == 0;
    }

    long nanos(long bits) {
        return sigma == 0
                ? Math.min(most, (long) median)
                : (long) Math.min((double) most, median * Math.exp(sigma * normal(bits)));
    }

    /** Box and Muller's way from two uniform numbers to a normal one. */
    private static double normal(long bits) {
        double one = 1 - Draws.unit(Draws.more(bits, 0));
        double other = Draws.unit(Draws.more(bits, 1));
        return Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * other);
    }
}
