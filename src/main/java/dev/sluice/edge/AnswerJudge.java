package dev.sluice.edge;

import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Fields;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Evidence;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.JudgedResponse;
import dev.sluice.validation.JudgedResponse.Gap;
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
 * what is wrong is the operator's business. Codings of content are undone for the judge alone. Confined to one event loop.
 */
final class AnswerJudge {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerJudge.class);
    private static final Body ELSEWHERE = new Body.Judged(0);

    private static final int MOST_ENDLESS = 256;

    private final ResponseValidator validator = new ResponseValidator();
    private final WholeAnswers whole;
    private final Reporting reporting;
    private final ReportBudget budget;
    private final PassingCalls passing;
    /** Of sequences, which may go on for hours: they leave the others their places. */
    private final PassingCalls endless = new PassingCalls(MOST_ENDLESS);

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
        this.whole = new WholeAnswers(validator, large, reporting.maxResponseSize());
        this.reporting = reporting;
        this.budget = budget;
        this.passing = passing;
        this.large = large;
        this.bodies = bodies;
        this.replies = replies;
        this.time = time;
    }

    /** Judges an answer and sees to it that it, or another one, is sent. */
    void judge(Call call, Reply reply, Mode mode) {
        Exchange exchange = call.exchange;
        if (validator.standsForAnother(
                exchange.operation(), reply.status(), exchange.message().headers())) {
            count(Verdict.VALID);
            replies.reply(call, reply);
        } else if (reply instanceof Reply.Full full) {
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
        AnswerHead head = head(call, reply.status(), reply.contentType(), reply.fields());
        replies.reply(call, reply);
        if (!budget.judges()) {
            count(Verdict.SKIPPED);
            return;
        }
        long since = budget.begin();
        boolean judged = reportAtOnce(head, reply.body());
        budget.spent(since);
        if (!judged) {
            reportLarge(head, reply.body());
        }
    }

    /** Whoever fails to judge an answer that has gone keeps nobody from going on. */
    private boolean reportAtOnce(AnswerHead head, Buffer body) {
        try {
            JudgedResponse judged = whole.atOnce(head, body);
            if (judged != null) {
                report(head, judged);
            }
            return judged != null;
        } catch (RuntimeException bug) {
            unjudgeable(head.call(), bug);
            return true;
        }
    }

    private void reportLarge(AnswerHead head, Buffer body) {
        if (!passing.add(head.call())) {
            count(Verdict.SKIPPED);
            return;
        }
        large.run(() -> {
                    long since = System.nanoTime();
                    report(head, whole.here(head, body));
                    return System.nanoTime() - since;
                })
                .onComplete(nanos -> {
                    passing.remove(head.call());
                    budget.add(nanos.succeeded() ? nanos.result() : 0);
                    if (nanos.failed()) {
                        unjudgeable(head.call(), nanos.cause());
                    }
                });
    }

    private void report(AnswerHead head, JudgedResponse judged) {
        found(head, judged.content(), judged.violations());
        count(judged.violations().isEmpty() ? verdict(judged) : Verdict.REPORTED);
    }

    private static Verdict verdict(JudgedResponse judged) {
        return judged.gap() == Gap.NONE ? Verdict.VALID : Verdict.UNJUDGED;
    }

    private void reportStreamed(Call call, Reply.Streamed reply) {
        if (!budget.judges()) {
            count(Verdict.SKIPPED);
            replies.reply(call, reply);
            return;
        }
        long since = budget.begin();
        AnswerHead head = head(call, reply.status(), null, reply.fields());
        List<Violation> violations = ofHead(head);
        found(head, null, violations);
        Reply passes = observed(head, reply, reply.content(), violations.isEmpty());
        budget.spent(since);
        replies.reply(call, passes);
    }

    /** The same answer, judged while it passes. */
    private Reply.Streamed observed(AnswerHead head, Reply.Streamed reply, ReadStream<Buffer> content, boolean valid) {
        boolean budgeted = head.call().modes().response() != Mode.BLOCK;
        if (valid && asksForPresence(head)) {
            return with(reply, new ObservedContent(content, new PresenceWatch(some -> {
                List<Violation> violations = presence(head, some);
                found(head, null, violations);
                count(violations.isEmpty() ? Verdict.VALID : Verdict.REPORTED);
            })));
        }
        PassingContent judge = head.isOfHead()
                ? null
                : validator.passing(head.operation(), head.status(), head.headers(), reporting.maxResponseSize());
        PassingCalls open = judge != null && judge.isSequence() ? endless : passing;
        if (judge == null || !open.add(head.call())) {
            if (judge != null) {
                judge.cancel();
            }
            count(!valid ? Verdict.REPORTED : isLookedAt(head) ? Verdict.UNJUDGED : Verdict.VALID);
            return with(reply, content);
        }
        return with(reply, new ObservedContent(content, new ContentWatch(head.call(), judge, budget, open) {
            @Override
            void found(List<Violation> violations) {
                AnswerJudge.this.found(head, null, violations);
            }

            @Override
            void judged(Verdict verdict) {
                count(valid ? verdict : Verdict.REPORTED);
            }

            @Override
            boolean goesOn() {
                return !budgeted || budget.lasts();
            }
        }));
    }

    private static Reply.Streamed with(Reply.Streamed reply, ReadStream<Buffer> content) {
        return new Reply.Streamed(
                reply.status(), reply.fields(), reply.length(), content, reply.trailers(), reply.ended());
    }

    private void blockFull(Call call, Reply.Full reply) {
        block(head(call, reply.status(), reply.contentType(), reply.fields()), reply, reply.body());
    }

    private void blockStreamed(Call call, Reply.Streamed reply) {
        AnswerHead head = head(call, reply.status(), null, reply.fields());
        List<Violation> violations = ofHead(head);
        boolean lookedAt = isLookedAt(head);
        if (!violations.isEmpty()) {
            refuse(head, null, violations);
        } else if (asksForPresence(head)) {
            blockByPresence(head, reply);
        } else if (lookedAt && reply.length() < 0 && head.isSequence()) {
            replies.reply(call, observed(head, reply, reply.content(), true));
        } else if (!lookedAt || (head.isEndless() && !head.isSequence())) {
            count(lookedAt ? Verdict.UNJUDGED : Verdict.VALID);
            replies.reply(call, reply);
        } else if (!validator.isJudged(head.operation(), head.status(), head.headers())) {
            unjudged(head, reply);
        } else if (reply.length() > reporting.maxResponseSize()) {
            oversized(head, reply, reply.content());
        } else {
            hold(head, reply);
        }
    }

    private void blockByPresence(AnswerHead head, Reply.Streamed reply) {
        if (reply.length() > 0 || (reply.length() < 0 && head.isEndless())) {
            refuse(head, null, presence(head, true));
        } else {
            hold(head, reply);
        }
    }

    private void hold(AnswerHead head, Reply.Streamed reply) {
        Call call = head.call();
        HeldAnswer.hold(call, reply, reporting.maxResponseSize(), bodies, new HeldAnswer.Receiver() {
            @Override
            public void whole(Buffer body) {
                call.exchange.whenClientLeaves(null);
                Fields trailers = reply.trailers().get();
                Reply answer = trailers.size() == 0
                        ? new Reply.Full(reply.status(), null, body, reply.fields())
                        : with(reply, new HeldContent(body, null));
                block(head, answer, body);
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

    /** Judges what is held of an answer, and sends it where it is right. */
    private void block(AnswerHead head, Reply answer, Buffer body) {
        JudgedResponse known = whole.atOnce(head, body);
        if (known != null) {
            conclude(head, answer, known);
            return;
        }
        whole.later(head, body).onComplete(judged -> {
            if (judged.succeeded()) {
                conclude(head, answer, judged.result());
            } else {
                unjudgeable(head.call(), judged.cause());
                replies.refuse(head.call(), Problem.of(ProblemType.INTERNAL_ERROR));
            }
        });
    }

    private void conclude(AnswerHead head, Reply reply, JudgedResponse judged) {
        if (!judged.violations().isEmpty()) {
            refuse(head, judged.content(), judged.violations());
        } else if (judged.gap() == Gap.CODING || judged.gap() == Gap.TOO_LARGE) {
            unjudged(head, reply);
        } else {
            count(verdict(judged));
            replies.reply(head.call(), reply);
        }
    }

    /** An answer that is larger than what is held. */
    private void oversized(AnswerHead head, Reply.Streamed reply, ReadStream<Buffer> content) {
        if (asksForPresence(head)) {
            refuse(head, null, presence(head, true));
        } else if (reporting.refusesUnjudged()) {
            unjudged(head, reply);
        } else {
            replies.reply(head.call(), observed(head, reply, content, true));
        }
    }

    private void unjudged(AnswerHead head, Reply reply) {
        if (reporting.refusesUnjudged()) {
            refuse(head, "the answer cannot be judged");
        } else {
            count(Verdict.UNJUDGED);
            replies.reply(head.call(), reply);
        }
    }

    private void refuse(AnswerHead head, @Nullable Buffer body, List<Violation> violations) {
        found(head, body, violations);
        refuse(head, "the answer breaks its contract");
    }

    /** @param details for {@code Proxy-Status}: no violation, which is none of the client's business (RFC 9209, 2.1.5) */
    private void refuse(AnswerHead head, String details) {
        count(Verdict.BLOCKED);
        head.call().exchange.giveUp();
        replies.refuse(
                head.call(),
                Problem.of(ProblemType.BAD_GATEWAY).withHeader("Proxy-Status", "sluice; details=\"" + details + '"'));
    }

    private static void unjudgeable(Call call, Throwable bug) {
        LOG.error("{}: the answer could not be judged", call.exchange.requestId(), bug);
    }

    private AnswerHead head(Call call, int status, @Nullable String contentType, Fields fields) {
        MultiMap headers = HttpHeaders.headers();
        new Answer(call, status, contentType, Buffer.buffer(), fields, null).writeTo(headers::add, time, time.texts);
        return new AnswerHead(call, status, headers);
    }

    /** What is wrong with an answer whose content is not at hand. */
    private List<Violation> ofHead(AnswerHead head) {
        return validator.response(head.operation(), head.status(), head.headers(), ELSEWHERE);
    }

    /** Whether the contract says anything about content that it has, whatever can be made of that. */
    private boolean isLookedAt(AnswerHead head) {
        return !head.isOfHead() && validator.passing(head.operation(), head.status(), head.contentType()) != null;
    }

    private boolean asksForPresence(AnswerHead head) {
        return !head.isOfHead() && validator.asksForPresence(head.operation(), head.status(), head.headers());
    }

    private List<Violation> presence(AnswerHead head, boolean some) {
        return validator.presence(head.operation(), head.status(), head.headers(), some);
    }

    private void found(AnswerHead head, @Nullable Buffer body, List<Violation> violations) {
        if (!violations.isEmpty()) {
            reporting
                    .findings()
                    .found(head.call().exchange, Evidence.ofAnswer(head.status(), head.headers(), body), violations);
        }
    }

    private void count(Verdict verdict) {
        reporting.counts().add(Direction.RESPONSE, verdict);
    }
}
