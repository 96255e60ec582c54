package dev.sluice.mock;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ContentPoolTest {

    private static Content content(long seed, int size) {
        return new Content(null, Buffer.buffer(new byte[size]).setLong(0, seed));
    }

    /** The seeds of the bodies that the first calls get. */
    private static List<Long> seeds(int size, int calls) {
        ContentPool pool = new ContentPool(seed -> content(seed, size), 40);
        List<Long> seeds = new ArrayList<>();
        for (int i = 0; i < calls; i++) {
            int turn = pool.turn();
            Content ready = pool.ready(turn);
            seeds.add((ready == null ? pool.make(turn) : ready).bytes().getLong(0));
        }
        return seeds;
    }

    @Test
    void givesDifferentBodiesByTurnsAndThenTheSameAgain() {
        List<Long> seeds = seeds(100, 3 * ContentPool.MOST);

        assertThat(seeds.subList(0, ContentPool.MOST))
                .containsExactlyElementsOf(
                        LongStream.range(41, 41 + ContentPool.MOST).boxed().toList());
        assertThat(seeds.subList(ContentPool.MOST, 2 * ContentPool.MOST))
                .isEqualTo(seeds.subList(0, ContentPool.MOST))
                .isEqualTo(seeds.subList(2 * ContentPool.MOST, 3 * ContentPool.MOST));
    }

    @Test
    void holdsFewerLargeBodies() {
        assertThat(seeds(ContentPool.MOST_BYTES / 4, 6)).containsExactly(41L, 42L, 43L, 44L, 41L, 42L);
        assertThat(seeds(2 * ContentPool.MOST_BYTES, 3)).containsExactly(41L, 41L, 41L);
    }

    /** Whatever the order in which threads come to it. */
    @Test
    void whatACallGetsDependsOnItsNumberAlone() {
        ContentPool late = new ContentPool(seed -> content(seed, 10), 0);

        assertThat(late.ready(5)).isNull();
        assertThat(late.make(5).bytes().getLong(0)).isEqualTo(6);
        assertThat(late.ready(5)).isSameAs(late.make(5));
        assertThat(late.make(0).bytes().getLong(0)).isEqualTo(1);
    }
}
