package dev.sluice.proxy.upstream;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The targets that requests are spread over at one moment: of two random ones, each as likely as its weight says, the one
 * that has fewer requests under way for its weight. Immutable.
 *
 * @see <a href="https://www.eecs.harvard.edu/~michaelm/postscripts/handbook2001.pdf">The Power of Two Random Choices</a>
 */
final class Pool {

    static final Pool EMPTY = new Pool(new Target[0], new long[0]);

    private final Target[] targets;
    private final long[] weights;
    /** Of each target and all before it. */
    private final long[] sums;

    private final long total;

    /** @param weights one for each target, from 1 */
    Pool(Target[] targets, long[] weights) {
        this.targets = targets;
        this.weights = weights;
        this.sums = weights.clone();
        Arrays.parallelPrefix(sums, Long::sum);
        this.total = sums.length == 0 ? 0 : sums[sums.length - 1];
    }

    int size() {
        return targets.length;
    }

    /** @return null when there are none */
    @Nullable
    Target pick(Set<Target> tried, RandomGenerator random) {
        if (targets.length == 1) {
            return targets[0];
        }
        if (!tried.isEmpty()) {
            Pool others = without(tried);
            return (others.size() == 0 ? this : others).any(random);
        }
        return any(random);
    }

    private @Nullable Target any(RandomGenerator random) {
        if (targets.length < 2) {
            return targets.length == 0 ? null : targets[0];
        }
        int one = at(random.nextLong(total));
        // drawn from the rest, as if the first one were not there
        long rest = random.nextLong(total - weights[one]);
        int other = at(rest < sums[one] - weights[one] ? rest : rest + weights[one]);
        return targets[other].inFlight() * weights[one] < targets[one].inFlight() * weights[other]
                ? targets[other]
                : targets[one];
    }

    private int at(long drawn) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (drawn < sums[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Pool without(Set<Target> tried) {
        Target[] others = new Target[targets.length];
        long[] theirWeights = new long[targets.length];
        int count = 0;
        for (int i = 0; i < targets.length; i++) {
            if (!tried.contains(targets[i])) {
                others[count] = targets[i];
                theirWeights[count++] = weights[i];
            }
        }
        return new Pool(Arrays.copyOf(others, count), Arrays.copyOf(theirWeights, count));
    }
}
