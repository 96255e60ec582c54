package dev.sluice.contract;

import java.util.Arrays;
import java.util.List;

/** Finds one of few names in a stretch of a longer text, without taking it out. Immutable. */
final class NameTable {

    static final int NONE = -1;

    private final String[] names;
    /** By hash, the first name with it; further ones follow at the next places. A power of two, at most half full. */
    private final int[] places;

    NameTable(List<String> names) {
        this.names = names.toArray(String[]::new);
        this.places = new int[Integer.highestOneBit(Math.max(1, names.size())) * 4];
        Arrays.fill(places, NONE);
        for (int i = 0; i < this.names.length; i++) {
            int place = place(this.names[i].hashCode());
            while (places[place] != NONE) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = i;
        }
    }

    /** @return the index of the name, or {@link #NONE} */
    int find(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        int place = place(hash);
        while (places[place] != NONE) {
            String name = names[places[place]];
            if (name.length() == to - from && text.startsWith(name, from)) {
                return places[place];
            }
            place = (place + 1) & (places.length - 1);
        }
        return NONE;
    }

    String name(int index) {
        return names[index];
    }

    private int place(int hash) {
        return (hash ^ hash >>> 16) & (places.length - 1);
    }
}
