package dev.sluice.validation;

import dev.sluice.contract.PlaceNames;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one place of a request holds for the parameters of its operation, not decoded. Confined to one call. */
final class RawValues {

    /** One value of a parameter as it came; its next one follows. */
    static final class Piece {

        final String text;
        /** The decoded name of the member whose value it is, or the brackets behind the name; null for the whole. */
        final @Nullable String member;

        private @Nullable Piece next;
        /** Of the first one: where its last one is. */
        private @Nullable Piece last;

        Piece(String text, @Nullable String member) {
            this.text = text;
            this.member = member;
        }

        @Nullable
        Piece next() {
            return next;
        }
    }

    private final PlaceNames names;
    private final @Nullable Piece[] first;

    /** @param parameters how many the operation has */
    RawValues(PlaceNames names, int parameters) {
        this.names = names;
        this.first = new @Nullable Piece[parameters];
    }

    /** The pieces of one parameter, at least one, in their order; none is in a chain yet. */
    static Piece chain(List<Piece> pieces) {
        for (int i = 1; i < pieces.size(); i++) {
            pieces.get(i - 1).next = pieces.get(i);
        }
        return pieces.get(0);
    }

    @Nullable
    Piece first(int parameter) {
        return first[parameter];
    }

    /**
     * Gives a value to the parameter that its name means.
     *
     * @param text holds the decoded name
     * @param value from {@code from} to {@code to}
     * @return the parameter, or {@link PlaceNames#NONE} when the name means none
     */
    int add(String text, int nameFrom, int nameTo, String value, int from, int to) {
        int found = names.find(text, nameFrom, nameTo);
        if (found != PlaceNames.NONE) {
            return add(names.owner(found), value.substring(from, to), names.member(found));
        }
        int deep = names.deepOwner(text, nameFrom, nameTo);
        return deep == PlaceNames.NONE
                ? deep
                : add(deep, value.substring(from, to), text.substring(text.indexOf('[', nameFrom), nameTo));
    }

    /** Gives a value to the parameter that takes the names which no other takes. */
    int addRest(String text, int nameFrom, int nameTo, String value, int from, int to) {
        int rest = names.rest();
        return rest == PlaceNames.NONE ? rest : add(rest, value.substring(from, to), text.substring(nameFrom, nameTo));
    }

    private int add(int parameter, String value, @Nullable String member) {
        Piece piece = new Piece(value, member);
        Piece head = first[parameter];
        if (head == null) {
            first[parameter] = piece;
        } else {
            Piece before = head.last == null ? head : head.last;
            before.next = piece;
            head.last = piece;
        }
        return parameter;
    }
}
