package dev.sluice.mock.state;

import java.util.Arrays;

/**
 * Items in the order of their numbers. Immutable: a change makes another one that shares all chunks but the changed, so
 * that readers page through what was there when they came, and nobody copies the whole.
 */
final class Ordered {

    static final Ordered EMPTY = new Ordered(new Item[0][], new int[0], 0);

    private static final int CHUNK = 128;

    private final Item[][] chunks;
    /** By chunk: how many items stand before it. */
    private final int[] starts;

    private final int size;

    private Ordered(Item[][] chunks, int[] starts, int size) {
        this.chunks = chunks;
        this.starts = starts;
        this.size = size;
    }

    int size() {
        return size;
    }

    /** @param index from 0, below the size */
    Item get(int index) {
        int found = Arrays.binarySearch(starts, index);
        int chunk = found >= 0 ? found : -found - 2;
        return chunks[chunk][index - starts[chunk]];
    }

    /** How many items have a number up to this one. */
    int indexAfter(long number) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (get(middle).number() <= number) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** @param item whose number is higher than all */
    Ordered append(Item item) {
        int last = chunks.length - 1;
        if (last < 0 || chunks[last].length == CHUNK) {
            Item[][] more = Arrays.copyOf(chunks, chunks.length + 1);
            more[last + 1] = new Item[] {item};
            return of(more);
        }
        Item[] longer = Arrays.copyOf(chunks[last], chunks[last].length + 1);
        longer[longer.length - 1] = item;
        return withChunk(last, longer);
    }

    /** @param item whose number is there */
    Ordered replace(Item item) {
        int index = index(item.number());
        int chunk = chunk(index);
        Item[] changed = chunks[chunk].clone();
        changed[index - starts[chunk]] = item;
        return withChunk(chunk, changed);
    }

    /** @param number that is there */
    Ordered remove(long number) {
        int index = index(number);
        int chunk = chunk(index);
        Item[] old = chunks[chunk];
        int at = index - starts[chunk];
        if (old.length == 1) {
            Item[][] fewer = new Item[chunks.length - 1][];
            System.arraycopy(chunks, 0, fewer, 0, chunk);
            System.arraycopy(chunks, chunk + 1, fewer, chunk, fewer.length - chunk);
            return of(fewer);
        }
        Item[] shorter = new Item[old.length - 1];
        System.arraycopy(old, 0, shorter, 0, at);
        System.arraycopy(old, at + 1, shorter, at, shorter.length - at);
        int next = chunk + 1;
        return next < chunks.length && shorter.length + chunks[next].length <= CHUNK / 2
                ? joined(chunk, shorter, chunks[next])
                : withChunk(chunk, shorter);
    }

    /** Two neighbours that have become small: a list that shrinks has fewer chunks too. */
    private Ordered joined(int chunk, Item[] first, Item[] second) {
        Item[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        Item[][] fewer = new Item[chunks.length - 1][];
        System.arraycopy(chunks, 0, fewer, 0, chunk);
        fewer[chunk] = both;
        System.arraycopy(chunks, chunk + 2, fewer, chunk + 1, fewer.length - chunk - 1);
        return of(fewer);
    }

    private int index(long number) {
        int index = indexAfter(number) - 1;
        if (index < 0 || get(index).number() != number) {
            throw new IllegalArgumentException("no item has the number " + number);
        }
        return index;
    }

    private int chunk(int index) {
        int found = Arrays.binarySearch(starts, index);
        return found >= 0 ? found : -found - 2;
    }

    private Ordered withChunk(int chunk, Item[] items) {
        Item[][] changed = chunks.clone();
        changed[chunk] = items;
        return of(changed);
    }

    private static Ordered of(Item[][] chunks) {
        int[] starts = new int[chunks.length];
        int size = 0;
        for (int i = 0; i < chunks.length; i++) {
            starts[i] = size;
            size += chunks[i].length;
        }
        return size == 0 ? EMPTY : new Ordered(chunks, starts, size);
    }
}
