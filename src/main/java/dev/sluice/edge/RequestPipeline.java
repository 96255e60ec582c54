package dev.sluice.edge;

import dev.sluice.auth.Identity;
import dev.sluice.auth.Scheme;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemException;
import dev.sluice.exchange.ProblemType;
import dev.sluice.exchange.Reply;
import dev.sluice.net.TrustedProxies;
import dev.sluice.ratelimit.RateDecision;
import dev.sluice.validation.BodyStream;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.HeadFields;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The flow of one request. The order is law: a refused request never costs more than the stages before its refusal, and
 * nothing reads a body that the limiter has refused.
 *
 * <pre>
 * match → preflight → maintenance → limit by address
 *   → identify → authorize → limit → read body → confirm → undo its coding → validate → backend → validate → reply
 * </pre>
 *
 * <p>A stage that has nothing to wait for is a plain call: it returns null to go on, or the problem that ends the
 * request. One pipeline for each event loop.
 */
final class RequestPipeline implements BodyReader.Receiver {

    private static final Logger LOG = LoggerFactory.getLogger(RequestPipeline.class);

    /** Bodies that are judged while they pass, at one time: each may hold some 200 KiB. */
    private static final int MOST_PASSING = 256;

    private final Stages stages;
    private final LoopTime time;
    private final long maxBodySize;
    private final int maxUriLength;
    private final TrustedProxies proxies;
    private final BodyBudget budget;
    private final ReplyWriter replies;
    private final LargeBodies large;
    private final BodyModes bodies;
    private final Unfolding unfolding;
    private final Matching matching;
    private final RequestReports reports;
    private final AnswerJudge answers;
    private final Preflights preflights;
    private final HeadFields head = new HeadFields();

    RequestPipeline(
            Stages stages,
            LoopTime time,
            EdgeSettings settings,
            BodyBudget budget,
            LargeBodies large,
            ReplyWriter replies) {
        this.stages = stages;
        this.time = time;
        this.maxBodySize = settings.maxBodySize();
        this.maxUriLength = settings.maxUriLength();
        this.proxies = settings.transport().proxies();
        this.budget = budget;
        this.large = large;
        this.replies = replies;
        Reporting reporting = stages.reporting();
        ReportBudget reportBudget = new ReportBudget(
                reporting.sample(),
                reporting.budget(),
                System::nanoTime,
                () -> ThreadLocalRandom.current().nextDouble());
        PassingCalls passing = new PassingCalls(MOST_PASSING);
        this.bodies = new BodyModes(stages.validator(), maxBodySize);
        this.unfolding = new Unfolding(stages.validator(), large, budget, maxBodySize);
        this.matching = new Matching(stages, bodies);
        this.reports = new RequestReports(stages, reportBudget, passing, large, maxBodySize);
        this.answers = new AnswerJudge(reporting, reportBudget, passing, large, budget, replies, time);
        this.preflights = new Preflights(stages, replies);
    }

    void handle(HttpServerRequest request) {
        Call call = begin(request);
        try {
            Problem refusal = RequestHead.judge(call, head, maxUriLength);
            if (refusal == null) {
                refusal = matching.match(call, head);
                if (refusal != null && preflights.answers(call, refusal)) {
                    return;
                }
                Problem closed = stages.maintenance().refusal(call.exchange.contractOrNull());
                refusal = closed == null ? refusal : closed;
            }
            if (refusal == null) {
                holdEarlyBytes(call);
                arrived(call, stages.limiter().arrived(call.exchange));
            } else {
                refuse(call, refusal);
            }
        } catch (RuntimeException bug) {
            fail(call, bug);
        }
    }

    /** A client may send bytes behind a request for another protocol before it knows whether it is understood. */
    private void holdEarlyBytes(Call call) {
        if (head.asksForUpgrade()
                && call.watch != null
                && call.contentLength == ContentLength.NONE
                && call.backend().takesStreams()) {
            call.watch.holdEarlyBytes();
        }
    }

    /** The client's address has been counted, where there is a limit by it. */
    private void arrived(Call call, RateDecision decision) {
        if (decision instanceof RateDecision.Pending pending) {
            await(call, pending.decision(), decided -> arrived(call, decided.result()));
            return;
        }
        call.arrivalRate = decision;
        Problem refusal = Refusals.of(decision);
        if (refusal == null) {
            identified(call, scheme(call).identify(call.exchange.message(), call.exchange.operation(), call));
        } else {
            replies.refuse(call, refusal);
        }
    }

    private Scheme scheme(Call call) {
        Scheme own = call.mount == null ? null : call.mount.scheme();
        return own == null ? stages.scheme() : own;
    }

    private void identified(Call call, Identity identity) {
        if (identity instanceof Identity.Pending pending) {
            awaitIdentity(call, pending);
            return;
        }
        Problem refusal = Refusals.accept(call, identity);
        if (refusal == null) {
            refusal = Refusals.authorize(call);
        }
        if (refusal == null) {
            limited(call, stages.limiter().decide(call.exchange));
        } else {
            replies.refuse(call, refusal);
        }
    }

    private void limited(Call call, RateDecision decision) {
        if (decision instanceof RateDecision.Pending pending) {
            await(call, pending.decision(), decided -> limited(call, decided.result()));
            return;
        }
        call.rate = decision;
        Problem refusal = Refusals.of(decision);
        if (refusal == null && call.modes().request() == Mode.BLOCK) {
            refusal = stages.validator()
                    .media(
                            call.exchange.operation(),
                            call.exchange.message(),
                            ContentLength.announcesBody(call.contentLength));
        }
        if (refusal != null) {
            replies.refuse(call, refusal);
        } else if (flows(call)) {
            flow(call);
        } else {
            BodyReader.read(call, maxBodySize, budget, time, this);
        }
    }

    /** Whether the body goes to the backend as it comes. */
    private boolean flows(Call call) {
        return call.contentLength != ContentLength.NONE
                && call.backend().takesStreams()
                && call.confirmation == null
                && !call.mayBeWithoutBody()
                && !bodies.isHeld(call);
    }

    private void flow(Call call) {
        call.hold();
        // how long it may take is the backend's to say
        call.stop();
        Witnessing witnessing = replies.witnessing();
        ReadStream<Buffer> content = new RequestContent(call, () -> {
            call.exchange.giveUp();
            refuse(call, BodyReader.malformed());
        });
        call.exchange.body(new Body.Flowing(
                call.contentLength,
                witnessing == null ? content : witnessing.request(call, content),
                call::trailers,
                call.expectsContinue));
        judge(call);
    }

    @Override
    public void read(Call call, Body body) {
        try {
            call.exchange.body(body);
            call.bodyRead = true;
            Problem refusal = Refusals.confirm(call);
            if (refusal != null) {
                replies.refuse(call, refusal);
            } else if (call.unfolds && body instanceof Body.Bytes bytes) {
                unfolding.undo(call, bytes.buffer()).onComplete(undone -> unfolded(call, undone));
            } else {
                judge(call);
            }
        } catch (RuntimeException bug) {
            fail(call, bug);
        }
    }

    private void unfolded(Call call, AsyncResult<Optional<Problem>> undone) {
        if (call.ended) {
            return;
        }
        try {
            if (undone.failed()) {
                fail(call, undone.cause());
            } else if (undone.result().isPresent()) {
                refuse(call, undone.result().get());
            } else {
                judge(call);
            }
        } catch (RuntimeException bug) {
            fail(call, bug);
        }
    }

    private void judge(Call call) {
        Body body = call.exchange.body();
        if (call.modes().request() != Mode.BLOCK) {
            reports.request(call, () -> judged(call, (Problem) null));
        } else if (body instanceof Body.Judged) {
            judged(call, (Problem) null);
        } else if (LargeBodies.isLarge(call.exchange.content())) {
            large.judge(() -> validate(call.exchange)).onComplete(verdict -> judged(call, verdict));
        } else {
            judged(call, validate(call.exchange));
        }
    }

    /** Judges what the head says before the body has come: it may be long. */
    @Override
    public @Nullable BodyStream beyond(Call call) {
        boolean blocks = call.modes().request() == Mode.BLOCK;
        if (call.backend().readsBodies() || call.confirmation != null || (blocks && call.unfolds)) {
            return null;
        }
        Witnessing witnessing = replies.witnessing();
        if (witnessing != null) {
            witnessing.begin(call);
        }
        if (!blocks) {
            return Unread.UNREAD;
        }
        call.exchange.body(new Body.Judged(0));
        Problem refusal = validate(call.exchange);
        if (refusal != null) {
            refuse(call, refusal);
            return null;
        }
        return stages.validator().stream(call.exchange.operation(), call.exchange.message());
    }

    private void judged(Call call, AsyncResult<Optional<Problem>> verdict) {
        if (call.ended) {
            return;
        }
        if (verdict.succeeded()) {
            judged(call, verdict.result().orElse(null));
        } else {
            fail(call, verdict.cause());
        }
    }

    private void judged(Call call, @Nullable Problem refusal) {
        try {
            if (refusal == null) {
                if (call.unfolds) {
                    unfolding.judged(call);
                }
                call.backend().answer(call.exchange).onComplete(reply -> answered(call, reply));
            } else {
                refuse(call, refusal);
            }
        } catch (RuntimeException bug) {
            fail(call, bug);
        }
    }

    private void answered(Call call, AsyncResult<Reply> reply) {
        try {
            if (reply.succeeded()) {
                Mode mode = call.modes().response();
                if (mode == Mode.OFF) {
                    replies.reply(call, reply.result());
                } else {
                    answers.judge(call, reply.result(), mode);
                }
            } else if (reply.cause() instanceof ProblemException outcome) {
                replies.refuse(call, outcome.problem());
            } else if (!(reply.cause() instanceof CancellationException)) {
                // else the client has left, and the backend has given up
                fail(call, reply.cause());
            }
        } catch (RuntimeException bug) {
            fail(call, bug);
        }
    }

    @Override
    public void refused(Call call, Problem problem) {
        refuse(call, problem);
    }

    /** What breaks the contract is told to the operator too. */
    private void refuse(Call call, Problem problem) {
        replies.refuse(call, problem);
        if (!problem.violations().isEmpty()) {
            reports.refused(call, problem);
        }
    }

    /** A request that the HTTP decoder has found wrong before any stage: what follows it cannot be told. */
    void refuse(HttpServerRequest request, Problem problem) {
        Call call = begin(request);
        call.closes = true;
        call.undecoded = true;
        replies.refuse(call, problem);
    }

    private Call begin(HttpServerRequest request) {
        long now = System.nanoTime();
        MultiMap headers = request.headers();
        head.read(headers);
        // CONNECT has none over HTTP/2
        String path = request.path() == null ? "" : request.path();
        Message message = new Message(request.method().name(), path, request.query(), headers, head.contentType());
        Call call = new Call(request, new Exchange(message, RequestIds.of(head.requestId()), now), proxies);
        Cors cors = stages.cors();
        if (cors != null) {
            call.cors = cors.fields(head.origin());
        }
        if (call.watch == null) {
            request.response().closeHandler(closed -> replies.left(call));
        }
        time.totals.start(call, now);
        return call;
    }

    private void awaitIdentity(Call call, Identity.Pending pending) {
        await(call, pending.identity(), known -> {
            if (known.succeeded()) {
                identified(call, known.result());
            } else {
                LOG.warn("{}: the caller could not be identified", call.exchange.requestId(), known.cause());
                replies.refuse(call, Problem.of(ProblemType.UNAUTHENTICATED));
            }
        });
    }

    private <T> void await(Call call, Future<T> pending, Consumer<AsyncResult<T>> then) {
        call.hold();
        pending.onComplete(known -> {
            call.held = false;
            if (call.ended) {
                return;
            }
            try {
                then.accept(known);
            } catch (RuntimeException bug) {
                fail(call, bug);
            }
            // only now somebody listens, unless the next stage waits, too: the bytes that have waited are not lost
            if (!call.held && !(call.exchange.body() instanceof Body.Flowing)) {
                call.request.resume();
            }
        });
    }

    private @Nullable Problem validate(Exchange exchange) {
        OperationPlan operation = exchange.operation();
        return stages.validator().request(operation, exchange.message(), exchange.content(), exchange.parameters());
    }

    /** A bug of ours: told in full to the log, and in one word to the client. */
    private void fail(Call call, Throwable bug) {
        LOG.error("{}: the request failed", call.exchange.requestId(), bug);
        replies.refuse(call, Problem.of(ProblemType.INTERNAL_ERROR));
    }
}
