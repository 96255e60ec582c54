package dev.sluice.edge;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.RouteTable.Match;
import dev.sluice.contract.ValidationPlan.Mode;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.traffic.Direction;
import dev.sluice.traffic.Evidence;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.Codings;
import dev.sluice.validation.ContentLength;
import dev.sluice.validation.PassingContent;
import dev.sluice.validation.RequestValidator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges requests that go on whatever is found, and tells what was found in any. Confined to one event loop. */
final class RequestReports {

    private static final Logger LOG = LoggerFactory.getLogger(RequestReports.class);
    private static final Body ELSEWHERE = new Body.Judged(0);

    private final RequestValidator validator;
    private final Reporting reporting;
    private final ReportBudget budget;
    private final PassingCalls passing;
    private final LargeBodies large;
    private final long maxBodySize;

    /** @param maxBodySize bytes that a body in a coding may unfold to */
    RequestReports(Stages stages, ReportBudget budget, PassingCalls passing, LargeBodies large, long maxBodySize) {
        this.validator = stages.validator();
        this.reporting = stages.reporting();
        this.budget = budget;
        this.passing = passing;
        this.large = large;
        this.maxBodySize = maxBodySize;
    }

    /** Tells what is wrong with a request that does not go on: counted always, kept as far as the budget goes. */
    void refused(Call call, Problem problem) {
        reporting.counts().add(Direction.REQUEST, Verdict.BLOCKED);
        if (budget.judges()) {
            long since = budget.begin();
            found(call, problem.violations());
            budget.spent(since);
        }
    }

    /**
     * Judges a request as far as it is to be judged.
     *
     * @param then sends it on
     */
    void request(Call call, Runnable then) {
        if (call.modes().request() == Mode.OFF) {
            unjudged(call, then);
        } else if (!budget.judges()) {
            count(Verdict.SKIPPED);
            unjudged(call, then);
        } else if (LargeBodies.isLarge(call.exchange.content()) && isJudged(call)) {
            onWorker(call, then);
        } else {
            long since = budget.begin();
            List<Violation> violations = violations(call);
            found(call, violations);
            if (call.exchange.body() instanceof Body.Flowing flowing) {
                flowing(call, flowing, violations.isEmpty());
            } else {
                count(violations.isEmpty() ? verdict(call) : Verdict.REPORTED);
            }
            budget.spent(since);
            complete(call);
            then.run();
        }
    }

    private void unjudged(Call call, Runnable then) {
        if (!call.backend().takesStreams()) {
            Exchange exchange = call.exchange;
            validator.request(exchange.operation(), exchange.message(), ELSEWHERE, exchange.parameters());
            complete(call);
        }
        then.run();
    }

    private void onWorker(Call call, Runnable then) {
        large.run(() -> {
                    long since = System.nanoTime();
                    List<Violation> violations = violations(call);
                    found(call, violations);
                    count(violations.isEmpty() ? Verdict.VALID : Verdict.REPORTED);
                    complete(call);
                    return System.nanoTime() - since;
                })
                .onComplete(nanos -> {
                    budget.add(nanos.succeeded() ? nanos.result() : 0);
                    if (!call.ended) {
                        then.run();
                    }
                });
    }

    /** Whoever fails to judge keeps nobody from going on. */
    private List<Violation> violations(Call call) {
        Exchange exchange = call.exchange;
        try {
            return validator.violations(
                    exchange.operation(),
                    missing(exchange),
                    exchange.message(),
                    ContentLength.announcesBody(call.contentLength),
                    isInCoding(call) ? ELSEWHERE : exchange.content(),
                    exchange.parameters());
        } catch (RuntimeException bug) {
            LOG.error("{}: the request could not be judged", exchange.requestId(), bug);
            return List.of();
        }
    }

    /** The raw text of the path parameters where one of them broke the contract; else nothing. */
    private static List<String> missing(Exchange exchange) {
        int count = exchange.operation().pathParameters().size();
        for (int i = 0; i < count; i++) {
            if (!exchange.parameters().isSet(i)) {
                Message message = exchange.message();
                return exchange.contract().routes().find(message.method(), message.path()) instanceof Match.Found found
                        ? found.segments()
                        : List.of();
            }
        }
        return List.of();
    }

    /** A backend that asks for the parameters of a path gets their text where they broke the contract. */
    private static void complete(Call call) {
        if (!call.backend().takesStreams()) {
            RequestValidator.fill(missing(call.exchange), call.exchange.parameters());
        }
    }

    private void flowing(Call call, Body.Flowing flowing, boolean valid) {
        PassingContent content = validator.passing(call.exchange.operation(), call.exchange.message(), maxBodySize);
        if (content == null || !passing.add(call)) {
            if (content != null) {
                content.cancel();
            }
            count(valid ? verdict(call) : Verdict.REPORTED);
            return;
        }
        ContentWatch watch = new ContentWatch(call, content, budget, passing) {
            @Override
            void found(List<Violation> violations) {
                RequestReports.this.found(call, violations);
            }

            @Override
            void judged(Verdict verdict) {
                count(valid ? verdict : Verdict.REPORTED);
            }

            @Override
            boolean goesOn() {
                return budget.lasts();
            }
        };
        call.exchange.body(flowing.with(new ObservedContent(flowing.content(), watch)));
    }

    /** Whether there is anything in the body that could be judged. */
    private boolean isJudged(Call call) {
        return validator.judgesBody(call.exchange.operation(), call.exchange.message()) && !isInCoding(call);
    }

    /** Whether what is held of the body has to be undone by somebody else. */
    private static boolean isInCoding(Call call) {
        return !call.unfolds && Codings.isEncoded(call.exchange.message().headers());
    }

    /** Of a request in which nothing was found. */
    private Verdict verdict(Call call) {
        OperationPlan operation = call.exchange.operation();
        Body content = call.exchange.content();
        boolean held = content instanceof Body.Bytes || content instanceof Body.Empty;
        boolean all = !validator.judgesBody(operation, call.exchange.message()) || (held && isJudged(call));
        return all || content instanceof Body.Empty ? Verdict.VALID : Verdict.UNJUDGED;
    }

    private void found(Call call, List<Violation> violations) {
        if (!violations.isEmpty()) {
            reporting.findings().found(call.exchange, Evidence.ofRequest(call.exchange), violations);
        }
    }

    private void count(Verdict verdict) {
        reporting.counts().add(Direction.REQUEST, verdict);
    }
}
