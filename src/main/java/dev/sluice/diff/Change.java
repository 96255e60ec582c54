package dev.sluice.diff;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One difference between two versions of a contract. Immutable.
 *
 * @param effect on the messages of {@code side}
 * @param code stable, such as {@code request-property-became-required}
 * @param operations that it is met in, as {@code METHOD path}; none where it is about the contract as a whole
 * @param where within the message, such as {@code body /ports/0} or {@code query limit}
 * @param was where it stood, or what stood in its place; null where there was nothing
 * @param is where it stands now; null where there is nothing
 * @param message what is different, and what would be right
 */
public record Change(
        Effect effect,
        Side side,
        String code,
        List<String> operations,
        String where,
        @Nullable Spot was,
        @Nullable Spot is,
        String message) {

    public Change {
        operations = List.copyOf(operations);
    }
}
