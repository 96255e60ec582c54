package dev.sluice.mock.state;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The text of a list, ready to be written for any page. Immutable. */
sealed interface ListText {

    /** @param next the text by which the next page is asked for; null where there is none */
    void write(Page page, @Nullable String next, Buffer out);

    /** JSON that is always the same. */
    record Fixed(Buffer json) implements ListText {

        @Override
        public void write(Page page, @Nullable String next, Buffer out) {
            out.appendBuffer(json);
        }
    }

    /** The items, in the form of a view. */
    record Items(int view) implements ListText {

        @Override
        public void write(Page page, @Nullable String next, Buffer out) {
            char before = '[';
            for (Item item : page.items()) {
                out.appendByte((byte) before).appendBuffer(item.views().get(view));
                before = ',';
            }
            out.appendString(before == '[' ? "[]" : "]");
        }
    }

    /** A member that tells of the page. */
    record Told(ListFact fact) implements ListText {

        @Override
        public void write(Page page, @Nullable String next, Buffer out) {
            out.appendBuffer(fact.text(page, next));
        }
    }

    record Group(List<Member> members) implements ListText {

        @Override
        public void write(Page page, @Nullable String next, Buffer out) {
            char before = '{';
            for (Member member : members) {
                if (member.isThere(page, next)) {
                    out.appendByte((byte) before).appendBuffer(member.name());
                    member.text().write(page, next, out);
                    before = ',';
                }
            }
            out.appendString(before == '{' ? "{}" : "}");
        }
    }

    /**
     * @param name as JSON, with its colon
     * @param required whether it must be there
     */
    record Member(Buffer name, ListText text, boolean required) {

        boolean isThere(Page page, @Nullable String next) {
            return required || !(text instanceof Told told) || told.fact().isKnown(page, next);
        }
    }
}
