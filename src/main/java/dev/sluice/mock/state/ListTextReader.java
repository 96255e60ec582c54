package dev.sluice.mock.state;

import dev.sluice.generate.JsonText;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.JsonValue.StringValue;
import dev.sluice.schema.Outline;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the text of a list of a sample of it. */
final class ListTextReader {

    /** How deep groups of members are looked into. */
    private static final int DEEPEST = 4;

    private final List<String> path;
    private final int view;
    private final Paging paging;

    /**
     * @param path the members that lead to the items
     * @param view in which items are listed
     */
    ListTextReader(List<String> path, int view, Paging paging) {
        this.path = path;
        this.view = view;
        this.paging = paging;
    }

    ListText read(JsonValue sample, Outline outline) {
        return read(sample, outline, 0, true);
    }

    /** @param leads whether the items are in here */
    private ListText read(JsonValue sample, Outline outline, int depth, boolean leads) {
        if (leads && depth == path.size()) {
            return new ListText.Items(view);
        }
        if (!(sample instanceof ObjectValue object) || depth == DEEPEST) {
            return new ListText.Fixed(JsonText.of(sample));
        }
        boolean counted = object.members().keySet().stream()
                .anyMatch(name -> Slot.of(name, outline.member(name).types()) == Slot.TOTAL);
        List<ListText.Member> members = new ArrayList<>();
        object.members().forEach((name, value) -> {
            boolean onTheWay = leads && path.get(depth).equals(name);
            Slot slot = onTheWay ? null : slot(name, outline.member(name), counted);
            ListText text = slot == null
                    ? read(value, outline.member(name), depth + 1, onTheWay)
                    : new ListText.Told(
                            new ListFact(slot, outline.member(name), paging.zeroBased(), JsonText.of(value)));
            members.add(new ListText.Member(
                    name(name), text, onTheWay || outline.required().contains(name)));
        });
        return new ListText.Group(List.copyOf(members));
    }

    private @Nullable Slot slot(String name, Outline outline, boolean counted) {
        Slot slot = Slot.of(name, outline.types());
        if (slot == Slot.NEXT && paging.cursor() == null && paging.marker() == null) {
            return Slot.LINK;
        }
        return slot == Slot.COUNT && !counted ? Slot.TOTAL : slot;
    }

    private static Buffer name(String name) {
        return JsonText.of(new StringValue(-1, -1, name)).appendString(":");
    }
}
