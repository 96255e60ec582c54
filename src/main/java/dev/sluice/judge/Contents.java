package dev.sluice.judge;

import dev.sluice.exchange.Body;
import dev.sluice.traffic.message.RecordedBody;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.RequestCoding;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a validator is given of a recorded body.
 *
 * @param missing why it cannot be judged; null where it can
 */
record Contents(Body body, @Nullable String missing) {

    /** Of a body in a coding, in bytes: a recording says nothing of the limit of who has sent it. */
    static final long MOST_UNFOLDED = 8 * 1024 * 1024;

    /** What is said of a body that unfolds to more than that. */
    static final String TOO_LARGE = "the body unfolds to more than " + MOST_UNFOLDED + " bytes";

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

    /** The same of a request's body in the coding that its head tells, with that undone. */
    Contents unfolded(MultiMap headers) {
        if (!(body instanceof Body.Bytes bytes)) {
            return this;
        }
        Body plain = RequestCoding.undo(headers, bytes.buffer(), MOST_UNFOLDED);
        return plain == null ? unjudged(TOO_LARGE) : new Contents(plain, missing);
    }

    boolean isEmpty() {
        return body == Body.Empty.EMPTY;
    }
}
