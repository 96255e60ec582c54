package dev.sluice.judge;

import dev.sluice.exchange.Body;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.validation.ContentLength;
import org.jspecify.annotations.Nullable;

/**
 * What a validator is given of a recorded body.
 *
 * @param missing why it cannot be judged; null where it can
 */
record Contents(Body body, @Nullable String missing) {

    private static final Body ELSEWHERE = new Body.Judged(0);
    private static final Contents NONE = new Contents(Body.Empty.EMPTY, null);

    /** @param announced what the head says of its length, in the words of {@link ContentLength} */
    static Contents of(@Nullable RecordedBody recorded, long announced) {
        if (recorded == null) {
            return announced > 0 ? unjudged("the body was not recorded") : NONE;
        }
        if (recorded.isTruncated()) {
            return unjudged(recorded.content().length() == 0 ? "the body was not recorded" : "the body was cut short");
        }
        return recorded.content().length() == 0 ? NONE : new Contents(new Body.Bytes(recorded.content()), null);
    }

    static Contents unjudged(String reason) {
        return new Contents(ELSEWHERE, reason);
    }

    boolean isEmpty() {
        return body == Body.Empty.EMPTY;
    }
}
