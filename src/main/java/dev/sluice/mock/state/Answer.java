package dev.sluice.mock.state;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What an operation answers when all went well.
 *
 * @param contentType null where there is no content
 * @param view the item's, or -1
 * @param fixed content that is no item
 * @param list content that is a list
 */
record Answer(
        int status,
        @Nullable String contentType,
        int view,
        Buffer fixed,
        @Nullable ListPlan list) {

    /** No view. */
    static final int NONE = -1;

    static Answer empty(int status) {
        return new Answer(status, null, NONE, Buffer.buffer(), null);
    }

    boolean isItem() {
        return view != NONE;
    }
}
