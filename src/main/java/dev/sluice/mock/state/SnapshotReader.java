package dev.sluice.mock.state;

import dev.sluice.document.Pointers;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.NumberValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what was written down, and judges all of it before anything changes. Confined to one call. */
final class SnapshotReader {

    /** An item and where it belongs. */
    record Placed(Address address, Item item) {}

    /**
     * What a contract's mock is to remember.
     *
     * @param numbers by the number of a collection: how many ids were made
     */
    record Remembered(ContractState state, List<Placed> items, Map<Integer, Long> numbers) {}

    private final StateSettings settings;
    private final boolean strict;
    private long items;
    private long bytes;

    private SnapshotReader(StateSettings settings, boolean strict) {
        this.settings = settings;
        this.strict = strict;
    }

    /** Refuses values that the contract neither takes nor shows. */
    static SnapshotReader strict(StateSettings settings) {
        return new SnapshotReader(settings, true);
    }

    /** Leaves out what the contract does not take any more. */
    static SnapshotReader lenient(StateSettings settings) {
        return new SnapshotReader(settings, false);
    }

    /** @throws IllegalArgumentException with the place, and what was expected there */
    List<Remembered> read(@Nullable JsonValue snapshot, List<ContractState> states) {
        List<Remembered> all = new ArrayList<>();
        Set<ContractState> seen = new HashSet<>();
        List<JsonValue> contracts = array(member(snapshot, "contracts", ""), "/contracts");
        for (int i = 0; i < contracts.size(); i++) {
            String at = "/contracts/" + i;
            String name = text(member(contracts.get(i), "contract", at), at + "/contract");
            ContractState state = states.stream()
                    .filter(one -> one.isCalled(name))
                    .findFirst()
                    .orElseThrow(() -> fault(at + "/contract", "the file or title of a contract whose mock remembers"));
            if (!seen.add(state)) {
                throw fault(at + "/contract", "each contract once");
            }
            all.add(contract(state, contracts.get(i), at));
        }
        return all;
    }

    private Remembered contract(ContractState state, JsonValue contract, String at) {
        List<Collection> known = state.recognition().collections();
        Remembered remembered = new Remembered(state, new ArrayList<>(), new HashMap<>());
        List<JsonValue> collections = array(member(contract, "collections", at), at + "/collections");
        // those above others first, whatever the order here
        for (Collection collection : known) {
            for (int i = 0; i < collections.size(); i++) {
                String here = at + "/collections/" + i;
                String name = text(member(collections.get(i), "name", here), here + "/name");
                if (known.stream().noneMatch(one -> one.name().equals(name))) {
                    throw fault(here + "/name", "the name of a collection of this contract");
                }
                if (collection.name().equals(name)) {
                    collection(collection, collections.get(i), here, remembered);
                }
            }
        }
        return remembered;
    }

    private void collection(Collection collection, JsonValue value, String at, Remembered remembered) {
        JsonValue ids = value instanceof ObjectValue object ? object.get("ids") : null;
        if (ids != null) {
            remembered.numbers.put(collection.number(), count(ids, at + "/ids"));
        }
        List<JsonValue> found = array(member(value, "items", at), at + "/items");
        for (int i = 0; i < found.size(); i++) {
            String here = at + "/items/" + i;
            Placed placed = item(collection, found.get(i), here, remembered.state);
            items++;
            bytes += placed.item().bytes();
            if (items > settings.maxItems() || bytes > settings.maxBytes()) {
                throw fault(
                        here,
                        "at most " + settings.maxItems() + " items and " + settings.maxBytes() + " bytes of memory");
            }
            remembered.items.add(placed);
        }
    }

    private Placed item(Collection collection, JsonValue value, String at, ContractState state) {
        JsonValue project = value instanceof ObjectValue object ? object.get("project") : null;
        JsonValue places = value instanceof ObjectValue object ? object.get("scope") : null;
        List<String> scope = new ArrayList<>();
        for (JsonValue step : places == null ? List.<JsonValue>of() : array(places, at + "/scope")) {
            scope.add(text(step, at + "/scope"));
        }
        if (scope.size() != collection.scope().size()) {
            throw fault(
                    at + "/scope",
                    collection.scope().isEmpty()
                            ? "nothing"
                            : "a text for each of " + String.join(", ", collection.scope()));
        }
        if (!(member(value, "document", at) instanceof ObjectValue document)) {
            throw fault(at + "/document", "an object");
        }
        JsonValue id = collection.ids().isNameless()
                ? member(value, "id", at)
                : collection.ids().of(document);
        String key = Texts.of(id);
        if (key == null || !collection.ids().fits(id)) {
            String where = collection.ids().isNameless()
                    ? at + "/id"
                    : at + "/document/" + collection.ids().member();
            throw fault(where, "an id that the contract takes");
        }
        String untold = strict ? collection.refused(document) : null;
        if (untold != null) {
            throw fault(
                    Pointers.child(at + "/document", untold),
                    "a value that the contract takes or shows, or no such member");
        }
        Address address = new Address(collection, project == null ? "" : text(project, at + "/project"), scope);
        return new Placed(address, state.maker().restored(address, key, document));
    }

    private static JsonValue member(@Nullable JsonValue value, String name, String at) {
        JsonValue member = value instanceof ObjectValue object ? object.get(name) : null;
        if (member == null) {
            throw fault(at, "an object with " + name);
        }
        return member;
    }

    private static List<JsonValue> array(JsonValue value, String at) {
        if (value instanceof ArrayValue array) {
            return array.items();
        }
        throw fault(at, "an array");
    }

    private static String text(JsonValue value, String at) {
        if (value instanceof StringValue string) {
            return string.value();
        }
        throw fault(at, "a string");
    }

    private static long count(JsonValue value, String at) {
        if (value instanceof NumberValue number
                && number.value().signum() >= 0
                && number.value().compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 2)) <= 0) {
            return number.value().longValue();
        }
        throw fault(at, "a number from 0");
    }

    private static IllegalArgumentException fault(String at, String expected) {
        return new IllegalArgumentException((at.isEmpty() ? "" : at + ": ") + "expected " + expected);
    }
}
