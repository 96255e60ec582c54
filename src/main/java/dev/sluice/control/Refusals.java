package dev.sluice.control;

import dev.sluice.document.DocumentException;
import dev.sluice.document.Fault;
import dev.sluice.registry.BundleException;
import dev.sluice.registry.JobException;
import dev.sluice.registry.RegistryException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Answers of the operations on contracts that were not done. */
final class Refusals {

    /** Of one kind; a contract can have as many faults as bytes. */
    private static final int MOST = 500;

    private static final String VIA = " → ";
    private static final String SECONDS = "1";

    private Refusals() {}

    static void send(RoutingContext context, Throwable failure) {
        if (failure instanceof DocumentException faulty) {
            faulty(context, faulty);
        } else if (failure instanceof BundleException wrong) {
            ProblemReply.send(context, wrong.isTooLarge() ? 413 : 422, String.valueOf(wrong.getMessage()));
        } else if (failure instanceof JobException undone) {
            undone(context, undone);
        } else if (failure instanceof RegistryException refusal) {
            refusal(context, refusal);
        } else {
            context.fail(failure);
        }
    }

    private static void undone(RoutingContext context, JobException undone) {
        if (undone.mayRetry()) {
            context.response().putHeader("Retry-After", SECONDS);
        }
        ProblemReply.send(context, undone.mayRetry() ? 503 : 422, String.valueOf(undone.getMessage()));
    }

    private static void refusal(RoutingContext context, RegistryException refusal) {
        int status = switch (refusal.kind()) {
            case UNKNOWN -> 404;
            case ACTIVE -> 409;
            case FULL -> 507;
            case UNAVAILABLE -> 503;
        };
        if (status == 503) {
            context.response().putHeader("Retry-After", SECONDS);
            ProblemReply.log(refusal);
        }
        ProblemReply.send(context, status, String.valueOf(refusal.getMessage()));
    }

    private static void faulty(RoutingContext context, DocumentException faulty) {
        List<Fault> faults = faulty.faults();
        ProblemReply.send(
                context,
                422,
                (faults.size() == 1 ? "one fault" : faults.size() + " faults") + " in the contract",
                problem -> problem.put("errors", json(faults)).put("warnings", json(faulty.warnings())));
    }

    /** As {@code check --format json} has them. */
    static JsonArray json(List<Fault> faults) {
        JsonArray all = new JsonArray();
        for (Fault fault : faults.subList(0, Math.min(MOST, faults.size()))) {
            JsonObject json = new JsonObject()
                    .put("file", fault.place().file())
                    .put("line", fault.place().line())
                    .put("column", fault.place().column())
                    .put("pointer", fault.pointer())
                    .put("message", fault.message());
            if (fault.via() != null) {
                json.put("via", new JsonArray(List.of(fault.via().split(VIA, -1))));
            }
            all.add(json);
        }
        return all;
    }
}
