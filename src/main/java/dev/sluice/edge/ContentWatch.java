package dev.sluice.edge;

import dev.sluice.exchange.Violation;
import dev.sluice.traffic.Verdict;
import dev.sluice.validation.PassingContent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges content that passes, on account of a budget. Confined to one event loop. */
abstract class ContentWatch implements ObservedContent.Observer {

    private static final Logger LOG = LoggerFactory.getLogger(ContentWatch.class);

    private final Call call;
    private final PassingContent content;
    private final ReportBudget budget;
    private final PassingCalls passing;
    private boolean done;
    private boolean told;

    /** @param passing has the call */
    ContentWatch(Call call, PassingContent content, ReportBudget budget, PassingCalls passing) {
        this.call = call;
        this.content = content;
        this.budget = budget;
        this.passing = passing;
    }

    /** Is told of violations, of a sequence as soon as they are met. */
    abstract void found(List<Violation> violations);

    /** Is told once what came of it, unless the content breaks off. */
    abstract void judged(Verdict verdict);

    /** Whether there is time for more of content that may have no end. */
    abstract boolean goesOn();

    @Override
    public void feed(Buffer chunk) {
        if (done) {
            return;
        }
        if (content.isSequence() && !goesOn()) {
            broken();
            tell(Verdict.SKIPPED);
            return;
        }
        long since = budget.begin();
        try {
            content.feed(chunk);
            tell(content.found());
        } catch (RuntimeException bug) {
            LOG.error("{}: content could not be judged", call.exchange.requestId(), bug);
            broken();
        }
        budget.spent(since);
    }

    @Override
    public void ended() {
        if (done) {
            return;
        }
        over();
        long since = budget.begin();
        try {
            List<Violation> violations = content.finish();
            tell(violations == null ? List.of() : violations);
            tell(violations == null ? Verdict.UNJUDGED : Verdict.VALID);
        } catch (RuntimeException bug) {
            LOG.error("{}: content could not be judged", call.exchange.requestId(), bug);
        }
        budget.spent(since);
    }

    @Override
    public void broken() {
        if (!done) {
            over();
            content.cancel();
        }
    }

    private void tell(List<Violation> violations) {
        if (!violations.isEmpty()) {
            found(violations);
            tell(Verdict.REPORTED);
        }
    }

    private void tell(Verdict verdict) {
        if (!told) {
            told = true;
            judged(verdict);
        }
    }

    private void over() {
        done = true;
        passing.remove(call);
    }
}
