package dev.sluice.edge;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Evidence;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.Codings;
import dev.sluice.validation.PassingContent;
import dev.sluice.validation.ResponseValidator;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges the answers of backends before or while they are sent. In mode {@code report} the answer goes first, whatever is
 * found; in mode {@code block} it is held until it is judged, and a 502 takes the place of one that breaks its contract:
 * what is wrong is the operator's business. Confined to one event loop.
 */
final class AnswerJudge {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerJudge.class);
    private static final Body ELSEWHERE = new Body.Judged(0);

    private final ResponseValidator validator = new ResponseValidator();
    private final Reporting reporting;
    private final ReportBudget budget;
    private final PassingCalls passing;
    private final LargeBodies large;
    private final BodyBudget bodies;
    private final ReplyWriter replies;
    private final LoopTime time;

    AnswerJudge(
            Reporting reporting,
            ReportBudget budget,
            PassingCalls passing,
            LargeBodies large,
            BodyBudget bodies,
            ReplyWriter replies,
            LoopTime time) {
        this.reporting = reporting;
        this.budget = budget;
        this.passing = passing;
        this.large = large;
        this.bodies = bodies;
        this.replies = replies;
        this.time = time;
    }

    /** An answer, and the head that it is judged by. */
    private record Head(Call call, int status, MultiMap headers) {

        OperationPlan operation() {
            return call.exchange.operation();
        }

        @Nullable
        String contentType() {
            return headers.get(HttpHeaders.CONTENT_TYPE);
        }

        boolean isOfHead() {
            return call.exchange.message().method().equals("HEAD");
        }
    }

    /** Judges an answer and sees to it that it, or another one, is sent. */
    void judge(Call call, Reply reply, Mode mode) {
        if (reply instanceof Reply.Full full) {
            if (mode == Mode.BLOCK) {
                blockFull(call, full);
            } else {
                reportFull(call, full);
            }
        } else if (reply instanceof Reply.Streamed streamed && !call.ended) {
            if (mode == Mode.BLOCK) {
                blockStreamed(call, streamed);
            } else {
                reportStreamed(call, streamed);
            }
        } else {
            replies.reply(call, reply);
        }
    }

    private void reportFull(Call call, Reply.Full reply) {
        Head head = head(call, reply.status(), reply.contentType(), reply.fields());
        replies.reply(call, reply);
        if (!budget.judges()) {
            count(Verdict.SKIPPED);
        } else if (reply.body().length() > LargeBodies.LIMIT) {
            reportLarge(head, reply.body());
        } else {
            long since = budget.begin();
            report(head, reply.body());
            budget.spent(since);
        }
    }

    private void reportLarge(Head head, Buffer body) {
        if (!passing.add(head.call)) {
            count(Verdict.SKIPPED);
            return;
        }
        large.run(() -> {
                    long since = System.nanoTime();
                    report(head, body);
                    return System.nanoTime() - since;
                })
                .onComplete(nanos -> {
                    passing.remove(head.call);
                    budget.add(nanos.succeeded() ? nanos.result() : 0);
                });
    }

    private void report(Head head, Buffer body) {
        try {
            List<Violation> violations = violations(head, body);
            found(head, body, violations);
            count(violations.isEmpty() ? verdict(head) : Verdict.REPORTED);
        } catch (RuntimeException bug) {
            LOG.error("{}: the answer could not be judged", head.call.exchange.requestId(), bug);
        }
    }

    private void reportStreamed(Call call, Reply.Streamed reply) {
        if (!budget.judges()) {
            count(Verdict.SKIPPED);
            replies.reply(call, reply);
            return;
        }
        long since = budget.begin();
        Head head = head(call, reply.status(), null, reply.fields());
        List<Violation> violations = violations(head, ELSEWHERE);
        found(head, null, violations);
        Reply passes = observed(head, reply, reply.content(), violations.isEmpty());
        budget.spent(since);
        replies.reply(call, passes);
    }

    /** The same answer, judged while it passes. */
    private Reply.Streamed observed(Head head, Reply.Streamed reply, ReadStream<Buffer> content, boolean valid) {
        PassingContent judge = isJudged(head) ? passing(head) : null;
        if (judge == null || !passing.add(head.call)) {
            count(valid ? verdict(head, judge) : Verdict.REPORTED);
            return with(reply, content);
        }
        return with(reply, new ObservedContent(content, new ContentWatch(head.call, judge, budget, passing) {
            @Override
            void judged(@Nullable List<Violation> violations) {
                if (violations == null) {
                    count(valid ? Verdict.UNJUDGED : Verdict.REPORTED);
                } else {
                    found(head, null, violations);
                    count(valid && violations.isEmpty() ? Verdict.VALID : Verdict.REPORTED);
                }
            }
        }));
    }

    private static Reply.Streamed with(Reply.Streamed reply, ReadStream<Buffer> content) {
        return new Reply.Streamed(
                reply.status(), reply.fields(), reply.length(), content, reply.trailers(), reply.ended());
    }

    private void blockFull(Call call, Reply.Full reply) {
        Head head = head(call, reply.status(), reply.contentType(), reply.fields());
        if (reply.body().length() > LargeBodies.LIMIT) {
            large.run(() -> violations(head, reply.body())).onComplete(verdict -> {
                if (verdict.succeeded()) {
                    conclude(head, reply, reply.body(), verdict.result());
                } else {
                    fail(call, verdict.cause());
                }
            });
        } else {
            conclude(head, reply, reply.body(), violations(head, reply.body()));
        }
    }

    private void blockStreamed(Call call, Reply.Streamed reply) {
        Head head = head(call, reply.status(), null, reply.fields());
        List<Violation> violations = violations(head, ELSEWHERE);
        PassingContent judge = passing(head);
        if (!violations.isEmpty()) {
            refuse(head, null, violations);
        } else if (judge == null || Codings.isEndless(head.contentType())) {
            count(judge == null ? Verdict.VALID : Verdict.UNJUDGED);
            replies.reply(call, reply);
        } else if (!isJudged(head)) {
            unjudged(head, reply);
        } else if (reply.length() > reporting.maxResponseSize()) {
            oversized(head, reply, reply.content());
        } else {
            hold(head, reply);
        }
    }

    private void hold(Head head, Reply.Streamed reply) {
        Call call = head.call;
        HeldAnswer.hold(call, reply, reporting.maxResponseSize(), bodies, new HeldAnswer.Receiver() {
            @Override
            public void whole(Buffer body) {
                call.exchange.whenClientLeaves(null);
                blockHeld(head, reply, body);
            }

            @Override
            public void beyond(ReadStream<Buffer> content) {
                oversized(head, reply, content);
            }

            @Override
            public void broken(Throwable cause) {
                call.exchange.whenClientLeaves(null);
                replies.refuse(
                        call,
                        cause instanceof ProblemException outcome
                                ? outcome.problem()
                                : Problem.of(ProblemType.BAD_GATEWAY));
            }
        });
    }

    private void blockHeld(Head head, Reply.Streamed reply, Buffer body) {
        Fields trailers = reply.trailers().get();
        Reply answer = trailers.size() == 0
                ? new Reply.Full(reply.status(), null, body, reply.fields())
                : with(reply, new HeldContent(body, null));
        if (body.length() > LargeBodies.LIMIT) {
            large.run(() -> violations(head, body)).onComplete(verdict -> {
                if (verdict.succeeded()) {
                    conclude(head, answer, body, verdict.result());
                } else {
                    fail(head.call, verdict.cause());
                }
            });
        } else {
            conclude(head, answer, body, violations(head, body));
        }
    }

    private void conclude(Head head, Reply reply, Buffer body, List<Violation> violations) {
        if (violations.isEmpty()) {
            count(verdict(head));
            replies.reply(head.call, reply);
        } else {
            refuse(head, body, violations);
        }
    }

    /** An answer that is larger than what is held. */
    private void oversized(Head head, Reply.Streamed reply, ReadStream<Buffer> content) {
        if (reporting.refusesUnjudged()) {
            unjudged(head, reply);
        } else {
            replies.reply(head.call, observed(head, reply, content, true));
        }
    }

    private void unjudged(Head head, Reply.Streamed reply) {
        if (reporting.refusesUnjudged()) {
            count(Verdict.BLOCKED);
            head.call.exchange.giveUp();
            replies.refuse(head.call, Problem.of(ProblemType.BAD_GATEWAY));
        } else {
            count(Verdict.UNJUDGED);
            replies.reply(head.call, reply);
        }
    }

    private void refuse(Head head, @Nullable Buffer body, List<Violation> violations) {
        found(head, body, violations);
        count(Verdict.BLOCKED);
        head.call.exchange.giveUp();
        replies.refuse(head.call, Problem.of(ProblemType.BAD_GATEWAY));
    }

    private void fail(Call call, Throwable bug) {
        LOG.error("{}: the answer could not be judged", call.exchange.requestId(), bug);
        replies.refuse(call, Problem.of(ProblemType.INTERNAL_ERROR));
    }

    /** All that is sent of a head, also what the edge itself adds. */
    private Head head(Call call, int status, @Nullable String contentType, Fields fields) {
        MultiMap headers = HttpHeaders.headers();
        new Answer(call, status, contentType, Buffer.buffer(), fields, null).writeTo(headers::add, time, time.texts);
        return new Head(call, status, headers);
    }

    private List<Violation> violations(Head head, Buffer body) {
        boolean held = isJudged(head) && !(head.isOfHead() && body.length() == 0);
        Body content = body.length() == 0 ? Body.Empty.EMPTY : new Body.Bytes(body);
        return violations(head, held ? content : ELSEWHERE);
    }

    private List<Violation> violations(Head head, Body body) {
        return validator.response(head.operation(), head.status, head.headers, body);
    }

    private @Nullable PassingContent passing(Head head) {
        return head.isOfHead() ? null : validator.passing(head.operation(), head.status, head.contentType());
    }

    /** Whether its content can be judged at all. */
    private static boolean isJudged(Head head) {
        return !Codings.isEncoded(head.headers) && !Codings.isEndless(head.contentType());
    }

    /** Of an answer that was held, and in which nothing was found. */
    private Verdict verdict(Head head) {
        return isJudged(head) || passing(head) == null ? Verdict.VALID : Verdict.UNJUDGED;
    }

    /** Of an answer that passes, and whose head is right. */
    private Verdict verdict(Head head, @Nullable PassingContent judge) {
        return judge == null ? verdict(head) : Verdict.UNJUDGED;
    }

    private void found(Head head, @Nullable Buffer body, List<Violation> violations) {
        if (!violations.isEmpty()) {
            reporting
                    .findings()
                    .found(head.call.exchange, Evidence.ofAnswer(head.status, head.headers, body), violations);
        }
    }

    private void count(Verdict verdict) {
        reporting.counts().add(Direction.RESPONSE, verdict);
    }
}
