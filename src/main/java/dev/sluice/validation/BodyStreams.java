package dev.sluice.validation;

import dev.sluice.contract.BodyPlan;
import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import dev.sluice.schema.StreamingJudge;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Judges bodies that are larger than what is held of one. JSON is judged as it arrives where its schema allows, other
 * bytes by their number; for the rest a setting decides. Safe for use by many event loops.
 */
final class BodyStreams {

    /** Bytes of one array, object or string that a judge may hold; it takes about twice that. */
    private static final int HOLD = 64 * 1024;

    private final Unstreamable unstreamable;
    private final LongAdder unjudged = new LongAdder();

    BodyStreams(Unstreamable unstreamable) {
        this.unstreamable = unstreamable;
    }

    /** How many bodies have passed although they could not be judged. */
    long unjudged() {
        return unjudged.sum();
    }

    /** @return null where the body cannot be judged, and may not pass unjudged */
    @Nullable
    BodyStream of(OperationPlan operation, Message message) {
        BodyPlan plan = operation.body();
        String header = message.contentType();
        String contentType = header == null ? BodyPlan.UNKNOWN : header;
        MediaTypePlan content = plan == null ? null : plan.content(contentType);
        if (plan == null || content == null) {
            return new Octets(null, null);
        }
        return switch (content.format(contentType)) {
            case JSON ->
                content.schema() != null && content.schema().isStreamable()
                        ? new Json(content.schema().stream(HOLD, Findings.LIMIT), plan)
                        : unjudgedOrNone();
            case SEQUENCE -> new Sequence(SequenceJudge.passing(content, contentType), plan);
            case OCTETS -> new Octets(content, plan);
            case UNJUDGED -> new Octets(null, null);
            case TEXT, FORM, MULTIPART -> unjudgedOrNone();
        };
    }

    private @Nullable BodyStream unjudgedOrNone() {
        return unstreamable == Unstreamable.REFUSE ? null : new Unjudged();
    }

    private final class Json implements BodyStream {

        private final StreamingJudge judge;
        private final BodyPlan plan;

        Json(StreamingJudge judge, BodyPlan plan) {
            this.judge = judge;
            this.plan = plan;
        }

        @Override
        public boolean feed(Buffer chunk) {
            BodyBytes body = BodyBytes.of(chunk);
            return goesOn(judge.feed(body.bytes(), body.from(), body.to()));
        }

        private boolean goesOn(StreamingJudge.Verdict verdict) {
            return switch (verdict) {
                case OPEN, ACCEPTED -> true;
                case REFUSED -> false;
                case TOO_LARGE -> unstreamable == Unstreamable.PASS;
            };
        }

        @Override
        public @Nullable Problem finish() {
            StreamingJudge.Verdict verdict = judge.finish();
            if (verdict == StreamingJudge.Verdict.TOO_LARGE) {
                if (unstreamable == Unstreamable.PASS) {
                    unjudged.increment();
                    return null;
                }
                return tooLarge();
            }
            if (verdict == StreamingJudge.Verdict.ACCEPTED) {
                return null;
            }
            Findings findings = new Findings();
            findings.body(plan).add(judge.violations());
            Problem problem = findings.problem();
            return problem == null ? Problem.of(ProblemType.INVALID_REQUEST) : problem;
        }
    }

    private static Problem tooLarge() {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "expected: at most " + HOLD + " bytes in each part that must be held to be judged");
    }

    private final class Sequence implements BodyStream {

        private final SequenceJudge judge;
        private final BodyPlan plan;

        Sequence(SequenceJudge judge, BodyPlan plan) {
            this.judge = judge;
            this.plan = plan;
        }

        @Override
        public boolean feed(Buffer chunk) {
            BodyBytes body = BodyBytes.of(chunk);
            judge.feed(body.bytes(), body.from(), body.to());
            return goesOn();
        }

        /** What stands behind a refusal has not come: nothing is said of it. */
        private boolean goesOn() {
            return !judge.hasViolations() && !(judge.isTooLarge() && unstreamable == Unstreamable.REFUSE);
        }

        @Override
        public @Nullable Problem finish() {
            if (goesOn()) {
                judge.finish();
            }
            Findings findings = new Findings();
            findings.body(plan).add(judge.take());
            if (findings.isEmpty() && judge.isTooLarge()) {
                if (unstreamable == Unstreamable.REFUSE) {
                    return tooLarge();
                }
                unjudged.increment();
            }
            return findings.problem();
        }
    }

    /** Bytes that are only counted. */
    private static final class Octets implements BodyStream {

        private final @Nullable MediaTypePlan content;
        private final @Nullable BodyPlan plan;
        private long length;

        Octets(@Nullable MediaTypePlan content, @Nullable BodyPlan plan) {
            this.content = content;
            this.plan = plan;
        }

        @Override
        public boolean feed(Buffer chunk) {
            length += chunk.length();
            return content == null
                    || content.octets() == null
                    || length <= content.octets().most().octets();
        }

        @Override
        public @Nullable Problem finish() {
            Findings findings = new Findings();
            if (content != null && plan != null) {
                ContentJudge.octets(content.octets(), length, findings.body(plan));
            }
            return findings.problem();
        }
    }

    private final class Unjudged implements BodyStream {

        @Override
        public boolean feed(Buffer chunk) {
            return true;
        }

        @Override
        public @Nullable Problem finish() {
            unjudged.increment();
            return null;
        }
    }
}
