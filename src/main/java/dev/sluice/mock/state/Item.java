package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue.ObjectValue;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One state of one item. Immutable but for what belongs to it.
 *
 * @param key the text of its id
 * @param number orders the items of a partition by their creation
 * @param document all its members, those too that no answer shows
 * @param views the texts of its answers, by the number of the view
 * @param bytes an estimate of the memory that it takes, with its place
 * @param place an estimate of the memory that its partition takes, if it is the only one there
 * @param below the partitions of the collections below it, the same for all its states; null where there are none
 */
record Item(
        String key,
        long number,
        ObjectValue document,
        List<Buffer> views,
        long bytes,
        long place,
        @Nullable Partitions below) {

    Item numbered(long other) {
        return new Item(key, other, document, views, bytes, place, below);
    }
}
