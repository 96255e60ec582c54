package dev.sluice.validation;

import dev.sluice.contract.BodyFormat;
import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.exchange.Violation;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.StreamingJudge;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges the content of one message that passes by, and holds nobody up: JSON while it comes, other content at its end, as
 * far as it is small. Confined to one thread at a time.
 */
public final class PassingContent {

    /** Bytes of one array, object or string that a judge may hold; it takes about twice that. */
    private static final int HOLD = 64 * 1024;

    /** Bytes of content that is not judged while it comes. */
    private static final int MOST_KEPT = 128 * 1024;

    private final MediaTypePlan plan;
    private final String contentType;
    private final Findings all = new Findings();
    private final BodyFindings findings;
    /** Of items one behind the other; null for other content. */
    private final @Nullable SequenceJudge sequence;

    private final BodyFormat format;
    /** Of a request, which may have no content after all. */
    private final @Nullable BodyPlan request;

    private final @Nullable StreamingJudge judge;
    private final Buffer kept = Buffer.buffer();
    private long length;

    /** Undoes the codings of the content; null where it is in none. */
    private @Nullable ContentDecoder decoder;

    private PassingContent(
            MediaTypePlan plan, String contentType, ErrorCodes codes, String pointer, @Nullable BodyPlan request) {
        this.plan = plan;
        this.contentType = contentType;
        this.findings = new BodyFindings(all, codes, pointer);
        this.format = plan.format(contentType);
        this.judge =
                format == BodyFormat.JSON && plan.schema() != null ? plan.schema().stream(HOLD, Findings.LIMIT) : null;
        this.sequence = format == BodyFormat.SEQUENCE ? SequenceJudge.passing(plan, contentType) : null;
        this.request = request;
    }

    static PassingContent of(BodyPlan body, MediaTypePlan plan, String contentType) {
        return new PassingContent(plan, contentType, body.codes(), body.pointer(), body);
    }

    static PassingContent of(ResponsePlan response, MediaTypePlan plan, String contentType) {
        return new PassingContent(plan, contentType, ErrorCodes.NONE, response.contentPointer(), null);
    }

    /** The same, of content in codings. */
    PassingContent undoing(ContentDecoder codings) {
        decoder = codings;
        return this;
    }

    /** Takes the next bytes. */
    public void feed(Buffer chunk) {
        if (decoder == null) {
            BodyBytes bytes = BodyBytes.of(chunk);
            take(bytes.bytes(), bytes.from(), bytes.to());
        } else {
            decoder.feed(chunk, this::take);
        }
    }

    private void take(byte[] bytes, int from, int to) {
        length += to - from;
        if (judge != null) {
            judge.feed(bytes, from, to);
        } else if (sequence != null) {
            sequence.feed(bytes, from, to);
        } else if (format != BodyFormat.OCTETS && length <= MOST_KEPT) {
            kept.appendBytes(bytes, from, to - from);
        }
    }

    /**
     * What is wrong with the items of a sequence that have come since this was asked last: it may go on for hours, and have
     * no end. Of other content nothing is known before its end.
     */
    public List<Violation> found() {
        if (sequence == null || !sequence.hasViolations()) {
            return List.of();
        }
        Findings now = new Findings();
        new BodyFindings(now, findings.codes(), findings.pointer()).add(sequence.take());
        return now.violations();
    }

    /** Whether each part of it is judged by itself, so that something is known of content that breaks off. */
    public boolean isSequence() {
        return sequence != null;
    }

    /**
     * Ends the content.
     *
     * @return what was found; null where it could not be judged, being too large
     */
    public @Nullable List<Violation> finish() {
        ContentDecoder.State state = decoder == null ? ContentDecoder.State.WHOLE : decoder.finish();
        if (state == ContentDecoder.State.TOO_LARGE) {
            return null;
        }
        if (state == ContentDecoder.State.BROKEN) {
            all.undecodable(findings.pointer(), findings.codes());
        } else if (length == 0 && request != null) {
            if (request.required()) {
                all.missingBody(request);
            }
        } else if (judge != null) {
            if (judge.finish() == StreamingJudge.Verdict.TOO_LARGE) {
                return null;
            }
            findings.add(judge.violations());
        } else if (sequence != null) {
            sequence.finish();
            if (sequence.isTooLarge() && !sequence.hasViolations()) {
                return null;
            }
            findings.add(sequence.take());
        } else if (format == BodyFormat.OCTETS) {
            ContentJudge.octets(plan.octets(), length, findings);
        } else if (length > MOST_KEPT) {
            return null;
        } else {
            ContentJudge.judge(plan, contentType, BodyBytes.of(kept), findings);
        }
        return all.violations();
    }

    /** Ends it before its end. */
    public void cancel() {
        if (decoder != null) {
            decoder.cancel();
        }
    }
}
