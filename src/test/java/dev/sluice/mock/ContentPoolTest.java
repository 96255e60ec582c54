package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ContentPoolTest {

    private static Content content(long seed, int size) {
        return new Content(null, Buffer.buffer(new byte[size]).setLong(0, seed));
    }

    private static ContentPool filled(int size) {
        ContentPool pool = new ContentPool(seed -> content(seed, size), 40);
        while (pool.claim()) {
            pool.fill();
        }
        return pool;
    }

    private static Set<Long> seeds(ContentPool pool) {
        Set<Long> seeds = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Content any = pool.any();
            if (any != null) {
                seeds.add(any.bytes().getLong(0));
            }
        }
        return seeds;
    }

    @Test
    void holdsDifferentBodiesOfTheSeedsThatFollow() {
        assertThat(seeds(filled(100))).hasSize(ContentPool.MOST).contains(41L, 104L);
    }

    @Test
    void holdsFewerLargeBodies() {
        assertThat(seeds(filled(ContentPool.MOST_BYTES / 4))).hasSize(4);
        assertThat(seeds(filled(2 * ContentPool.MOST_BYTES))).hasSize(1);
    }

    @Test
    void isFilledByOneOnly() {
        ContentPool pool = new ContentPool(seed -> content(seed, 10), 0);

        assertThat(pool.any()).isNull();
        assertThat(pool.claim()).isTrue();
        assertThat(pool.claim()).isFalse();
        assertThat(pool.first()).isSameAs(pool.any());
    }
}
