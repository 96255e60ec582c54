package dev.sluice.cli.check;

import dev.sluice.contract.ContractPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.document.Place;
import dev.sluice.document.Unreadable;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Compiles a document as a server would, and keeps only what was found. */
public final class DocumentCheck {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private final LongSupplier nanoTime;

    /** @param nanoTime any clock that counts nanoseconds */
    public DocumentCheck(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Never throws for what a document holds. */
    public CheckedDocument check(Source source) {
        long start = nanoTime.getAsLong();
        try {
            ContractPlan plan = source.load();
            int operations = plan.operations().size();
            return checked(source, Outcome.OK, operations, start, List.of(), plan.warnings(), null);
        } catch (DocumentException e) {
            return checked(source, Outcome.FAULTY, 0, start, e.faults(), e.warnings(), null);
        } catch (IOException e) {
            String message = "cannot be read: " + Unreadable.reason(e);
            return checked(source, Outcome.UNREADABLE, 0, start, whole(source, message), List.of(), null);
        } catch (RuntimeException | StackOverflowError e) {
            String message = "internal error: " + e.getClass().getName() + " (--verbose shows more)";
            return checked(source, Outcome.FAILED, 0, start, whole(source, message), List.of(), e);
        }
    }

    private CheckedDocument checked(
            Source source,
            Outcome outcome,
            int operations,
            long start,
            List<Fault> errors,
            List<Fault> warnings,
            @Nullable Throwable failure) {
        long millis = (nanoTime.getAsLong() - start) / NANOS_PER_MILLI;
        return new CheckedDocument(source.name(), outcome, operations, millis, errors, warnings, failure);
    }

    private static List<Fault> whole(Source source, String message) {
        return List.of(new Fault(new Place(source.name(), 1, 1), "", message, null));
    }
}
