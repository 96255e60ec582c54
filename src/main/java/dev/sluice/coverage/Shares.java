package dev.sluice.coverage;

import java.util.EnumMap;
import java.util.Map;

/** How much was touched, by dimension. Immutable. */
public final class Shares {

    private final Map<Dimension, Share> shares;

    private Shares(Map<Dimension, Share> shares) {
        this.shares = shares;
    }

    /** Of one dimension; of nothing where there is none. */
    public Share of(Dimension dimension) {
        return shares.getOrDefault(dimension, Share.NOTHING);
    }

    /** Adds up what was touched. */
    static final class Sum {

        private final Map<Dimension, Share> shares = new EnumMap<>(Dimension.class);

        Sum add(Dimension dimension, boolean touched) {
            shares.put(dimension, shares.getOrDefault(dimension, Share.NOTHING).with(touched));
            return this;
        }

        Sum add(Shares others) {
            others.shares.forEach((dimension, share) -> shares.merge(dimension, share, Share::plus));
            return this;
        }

        Shares whole() {
            return new Shares(new EnumMap<>(shares));
        }
    }
}
