package dev.sluice.mock.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.support.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderedTest {

    private static Item item(long number, String key) {
        return new Item(key, number, JsonObjects.EMPTY, List.of(), 0, 0, null);
    }

    @Test
    void isAListInWhichNothingOldChanges() {
        long seed = Seed.next();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Item> model = new ArrayList<>();
        Ordered ordered = Ordered.EMPTY;
        long last = 0;
        for (int step = 0; step < 20_000; step++) {
            Ordered before = ordered;
            List<Item> known = step % 1000 == 0 ? List.copyOf(model) : List.of();
            boolean shrinks = step / 4000 % 2 == 1;
            if (model.isEmpty() || random.nextInt(10) < (shrinks ? 2 : 6)) {
                Item added = item(++last, "a");
                ordered = ordered.append(added);
                model.add(added);
            } else if (random.nextInt(3) == 0) {
                int index = random.nextInt(model.size());
                Item changed = item(model.get(index).number(), "b" + step);
                ordered = ordered.replace(changed);
                model.set(index, changed);
            } else {
                ordered = ordered.remove(
                        model.remove(random.nextInt(model.size())).number());
            }
            assertThat(ordered.size()).isEqualTo(model.size());
            int index = model.isEmpty() ? -1 : random.nextInt(model.size());
            if (index >= 0) {
                assertThat(ordered.get(index)).isSameAs(model.get(index));
                assertThat(ordered.indexAfter(model.get(index).number())).isEqualTo(index + 1);
            }
            if (step % 1000 == 0) {
                assertThat(all(before)).isEqualTo(known);
                assertThat(all(ordered)).isEqualTo(model);
            }
        }
    }

    private static List<Item> all(Ordered ordered) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < ordered.size(); i++) {
            items.add(ordered.get(i));
        }
        return items;
    }
}
