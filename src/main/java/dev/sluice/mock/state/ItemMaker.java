package dev.sluice.mock.state;

import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the states of items: completes what a client has sent, and writes down all its views. */
final class ItemMaker {

    /** Bytes that an object takes besides its content, about. */
    private static final int OBJECT = 48;

    /** Bytes of a partition that has one item, about. */
    private static final int PARTITION = 512;

    private final long seed;
    private final InstantSource clock;

    ItemMaker(long seed, InstantSource clock) {
        this.seed = seed;
        this.clock = clock;
    }

    /** Of the ids of a collection. */
    long seed(Collection collection) {
        return Seeds.mix(seed, collection.path());
    }

    /** A new item with the members that its answers declare and the client has not sent. */
    Item created(Address address, String key, ObjectValue document) {
        Collection collection = address.collection();
        long own = Seeds.mix(seed(collection), key);
        ObjectValue completed = completed(collection, collection.taken(document), own);
        Map<String, JsonValue> generated = new LinkedHashMap<>(completed.members());
        generated.keySet().removeAll(document.members().keySet());
        Map<String, JsonValue> members = new LinkedHashMap<>(completed.members());
        Instant now = clock.instant();
        Timestamps.ofNew(generated, now).forEach((name, time) -> {
            if (isValid(collection, name, time)) {
                members.put(name, time);
            }
        });
        return added(address, key, JsonObjects.of(members), own);
    }

    /** An item as it was remembered. */
    Item restored(Address address, String key, ObjectValue document) {
        long own = Seeds.mix(seed(address.collection()), key);
        ObjectValue known = address.collection().taken(document);
        return added(address, key, completed(address.collection(), known, own), own);
    }

    /** An item that may be the first of its partition. */
    private static Item added(Address address, String key, ObjectValue document, long own) {
        long place = PARTITION + 2L * address.project().length();
        for (String step : address.scope()) {
            place += OBJECT + 2L * step.length();
        }
        Item item = new Item(key, 0, JsonObjects.EMPTY, List.of(), 0, place, children(address.collection()));
        return next(address.collection(), item, document, own);
    }

    private static @Nullable Partitions children(Collection collection) {
        return collection.hasChildren() ? new Partitions() : null;
    }

    /** A later state of an item. */
    Item changed(Collection collection, Item before, ObjectValue document) {
        long own = Seeds.mix(seed(collection), before.key());
        Map<String, JsonValue> members = new LinkedHashMap<>(
                completed(collection, collection.taken(document), own).members());
        Timestamps.ofChanged(members, clock.instant()).forEach((name, time) -> {
            if (!collection.sent().contains(name) && isValid(collection, name, time)) {
                members.put(name, time);
            }
        });
        return next(collection, before, JsonObjects.of(members), own);
    }

    private static boolean isValid(Collection collection, String name, JsonValue value) {
        return collection.views().stream()
                .map(view -> view.place().outline())
                .allMatch(outline ->
                        !outline.names().contains(name) || outline.member(name).accepts(value));
    }

    private static ObjectValue completed(Collection collection, ObjectValue document, long own) {
        ObjectValue completed = document;
        for (View view : collection.views()) {
            completed = JsonObjects.completed(completed, view.show(completed, own));
        }
        return completed;
    }

    private static Item next(Collection collection, Item before, ObjectValue document, long own) {
        List<Buffer> texts = new ArrayList<>(collection.views().size());
        long bytes = 8L * OBJECT + before.place() + 2L * before.key().length() + size(document);
        for (View view : collection.views()) {
            Buffer text = view.render(view.show(document, own), own);
            texts.add(text);
            bytes += 2L * OBJECT + text.length();
        }
        return new Item(
                before.key(), before.number(), document, List.copyOf(texts), bytes, before.place(), before.below());
    }

    /** An estimate, rather too high. */
    private static long size(JsonValue value) {
        if (value instanceof ObjectValue object) {
            long size = OBJECT;
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                size += 2L * OBJECT + 2L * member.getKey().length() + size(member.getValue());
            }
            return size;
        }
        if (value instanceof ArrayValue array) {
            return OBJECT
                    + array.items().stream().mapToLong(item -> 8 + size(item)).sum();
        }
        if (value instanceof StringValue string) {
            return 2L * OBJECT + 2L * string.value().length();
        }
        return value instanceof NumberValue number
                ? 2L * OBJECT + number.value().precision()
                : OBJECT;
    }
}
