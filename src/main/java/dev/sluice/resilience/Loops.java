package dev.sluice.resilience;

import dev.sluice.exchange.Deadlines;
import java.util.concurrent.Executor;

/** What those that wait need of their event loop. */
interface Loops {

    /** The present event loop: what it is given runs later, never at once. */
    Executor here();

    /** On the present event loop: expires when it has waited for too long. */
    void start(Deadlines.Entry entry);
}
