package dev.sluice.schema;

import java.util.List;

/** What an array must look like. */
final class ArrayShape {

    private final Shape[] prefix;
    private final Shape items;
    final int minimum;
    final int maximum;

    /**
     * @param prefix the shapes of the first items
     * @param items the shape of the other items
     */
    ArrayShape(List<Shape> prefix, Shape items, int minimum, int maximum) {
        this.prefix = prefix.toArray(Shape[]::new);
        this.items = items;
        this.minimum = minimum;
        this.maximum = maximum;
    }

    Shape item(int index) {
        return index < prefix.length ? prefix[index] : items;
    }
}
