package dev.sluice.edge;

import dev.sluice.exchange.Violation;
import dev.sluice.validation.PassingContent;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** @param passing has the call */
    ContentWatch(Call call, PassingContent content, ReportBudget budget, PassingCalls passing) {
        this.call = call;
        this.content = content;
        this.budget = budget;
        this.passing = passing;
    }

    /** @param violations null where the content could not be judged */
    abstract void judged(@Nullable List<Violation> violations);

    @Override
    public void feed(Buffer chunk) {
        if (done) {
            return;
        }
        long since = budget.begin();
        try {
            content.feed(chunk);
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
            judged(content.finish());
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

    private void over() {
        done = true;
        passing.remove(call);
    }
}
