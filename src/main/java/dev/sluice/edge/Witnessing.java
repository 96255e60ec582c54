package dev.sluice.edge;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Sent;
import dev.sluice.exchange.Witness;
import dev.sluice.validation.ContentLength;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * Shows exchanges that have ended to a witness, and keeps for it the beginning of what streams past. Confined to one event
 * loop.
 */
final class Witnessing implements Sent {

    /** Bytes of streams that are kept at one time, on one event loop: what is beyond goes by unseen. */
    private static final long MOST_KEPT = 32L * 1024 * 1024;

    private final Witness witness;
    private final LoopTime time;
    private long kept;

    // what is being shown
    private @Nullable Call call;
    private @Nullable Answer answer;
    private @Nullable Problem problem;
    private int status;

    Witnessing(Witness witness, LoopTime time) {
        this.witness = witness;
        this.time = time;
    }

    boolean take(int bytes) {
        if (kept + bytes > MOST_KEPT) {
            return false;
        }
        kept += bytes;
        return true;
    }

    /** The content of a request that goes on as it comes. */
    ReadStream<Buffer> request(Call call, ReadStream<Buffer> content) {
        int most = witness.keeps(call.exchange);
        if (most <= 0) {
            return content;
        }
        Kept beginning = new Kept(this, most);
        call.keptRequest = beginning;
        return new ObservedContent(content, beginning);
    }

    /** The content of a request that is judged while it comes, and not held. */
    void begin(Call call) {
        int most = witness.keeps(call.exchange);
        call.keptRequest = most > 0 ? new Kept(this, most) : null;
    }

    /** For an answer that is sent while it comes. */
    @Nullable
    Kept answer(Call call) {
        int most = witness.keeps(call.exchange);
        call.keptAnswer = most > 0 ? new Kept(this, most) : null;
        return call.keptAnswer;
    }

    void ended(Call call, int status, @Nullable Answer answer, @Nullable Problem problem) {
        this.call = call;
        this.status = status;
        this.answer = answer;
        this.problem = problem;
        try {
            witness.ended(call.exchange, this);
        } finally {
            giveBack(call.keptRequest);
            giveBack(call.keptAnswer);
            this.call = null;
            this.answer = null;
            this.problem = null;
        }
    }

    private void giveBack(@Nullable Kept beginning) {
        if (beginning != null) {
            kept -= beginning.bytes().length();
        }
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public @Nullable Problem problem() {
        return problem;
    }

    @Override
    public @Nullable CharSequence contentType() {
        Answer shown = answer;
        if (shown == null || shown.contentType() != null) {
            return shown == null ? null : shown.contentType();
        }
        for (int i = 0; i < shown.fields().size(); i++) {
            if (AsciiString.contentEqualsIgnoreCase(
                    HttpHeaders.CONTENT_TYPE, shown.fields().name(i))) {
                return shown.fields().value(i);
            }
        }
        return null;
    }

    @Override
    public void addFields(MultiMap headers) {
        Answer shown = answer;
        if (shown != null) {
            shown.writeTo(headers::add, time, time.texts);
        }
    }

    @Override
    public @Nullable Buffer requestBody() {
        Call shown = call;
        if (shown == null) {
            return null;
        }
        if (shown.exchange.body() instanceof Body.Bytes bytes) {
            return bytes.buffer();
        }
        return shown.keptRequest == null ? null : shown.keptRequest.bytes();
    }

    @Override
    public long requestLength() {
        Call shown = call;
        if (shown == null) {
            return -1;
        }
        Body body = shown.exchange.body();
        if (body instanceof Body.Bytes bytes) {
            return bytes.buffer().length();
        }
        if (shown.keptRequest != null) {
            return shown.keptRequest.length();
        }
        if (body instanceof Body.Judged judged && judged.length() > 0) {
            return judged.length();
        }
        if (shown.contentLength == ContentLength.NONE || shown.contentLength == 0) {
            return 0;
        }
        boolean read = shown.bodyRead && body instanceof Body.Empty;
        return read ? 0 : Math.max(-1, shown.contentLength);
    }

    @Override
    public @Nullable Buffer body() {
        Call shown = call;
        if (shown == null || answer == null || isOfHead(shown)) {
            return null;
        }
        return shown.keptAnswer == null ? answer.body() : shown.keptAnswer.bytes();
    }

    @Override
    public long length() {
        Call shown = call;
        if (shown == null || answer == null || isOfHead(shown)) {
            return 0;
        }
        if (shown.keptAnswer != null) {
            return shown.keptAnswer.length();
        }
        return shown.flows || shown.cut ? -1 : answer.body().length();
    }

    private static boolean isOfHead(Call call) {
        return call.exchange.message().method().equals("HEAD");
    }
}
