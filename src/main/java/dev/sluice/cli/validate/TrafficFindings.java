package dev.sluice.cli.validate;

import dev.sluice.cli.report.Excerpt;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.document.Place;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.Violation;
import dev.sluice.judge.Judgement;
import dev.sluice.judge.Verdict;
import dev.sluice.traffic.message.RecordedExchange;
import dev.sluice.traffic.message.RecordedRequest;
import dev.sluice.traffic.message.RecordedResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts what is found, equal findings together, in memory that traffic does not grow. Confined to one thread. */
final class TrafficFindings {

    /** Equal findings so far. */
    private static final class Group {

        private final MessagePlace first;
        private final @Nullable Excerpt excerpt;
        private long count;

        Group(MessagePlace first, @Nullable Excerpt excerpt) {
            this.first = first;
            this.excerpt = excerpt;
        }
    }

    private final int most;
    private final Unmatched unmatchedRequests;
    private final Sides sides;
    private final IdentityHashMap<ContractPlan, MessageExcerpts> excerpts = new IdentityHashMap<>();
    private final MessageExcerpts unknown = new MessageExcerpts(Set.of());
    private final IdentityHashMap<OperationPlan, OperationTally> operations = new IdentityHashMap<>();
    private final OperationTally none = new OperationTally("");
    private final Map<FindingKey, Group> groups = new LinkedHashMap<>();
    /** Of one message: what it breaks twice in the same way is told once. */
    private final Set<FindingKey> told = new HashSet<>();

    private long exchanges;
    private long malformed;
    private long unmatched;
    private long refused;
    private long beyond;
    /** By what they are. */
    private final Map<String, Long> passedOver = new TreeMap<>();

    /** @param most kinds of findings that are kept */
    TrafficFindings(List<ContractPlan> contracts, int most, Unmatched unmatched, Sides sides) {
        this.most = most;
        this.unmatchedRequests = unmatched;
        this.sides = sides;
        contracts.forEach(contract -> excerpts.put(contract, new MessageExcerpts(contract.secrets())));
    }

    long exchanges() {
        return exchanges;
    }

    void malformed(MessagePlace place, String problem) {
        malformed++;
        told.clear();
        found(new FindingKey(Kind.MALFORMED, "", "", "", "malformed", "", problem), place, () -> null);
    }

    /** @param reason one of a few */
    void passedOver(String reason) {
        passedOver.merge(reason, 1L, Long::sum);
    }

    /** A file came to its end and held nothing: its recorder may not have run. */
    void empty(String file) {
        told.clear();
        FindingKey key =
                new FindingKey(Kind.EMPTY, "", "", "", "empty", "", "no message in it (expected: at least one)");
        found(key, new MessagePlace(new Place(file, 1, 1), ""), () -> null);
    }

    void judged(RecordedExchange exchange, Judgement judgement, MessagePlace place) {
        exchanges++;
        told.clear();
        OperationPlan operation = judgement.operation();
        OperationTally tally = operation == null ? none : tally(operation);
        Verdict request = sides.requests() ? judgement.request() : null;
        Verdict answer = sides.responses() ? judgement.answer() : null;
        if (judgement.isUnmatched() && exchange.request() != null) {
            unmatched(exchange.request(), place);
            request = null;
        }
        if (request != null) {
            count(request, tally.requests());
            request(exchange, judgement, request, tally.operation(), place);
        }
        boolean toNoPath = exchange.request() != null && judgement.isUnmatched();
        if (answer instanceof Verdict.OwnAnswer) {
            refused++;
        } else if (answer != null && !toNoPath) {
            count(answer, tally.responses());
            answer(exchange, judgement, answer, tally.operation(), place);
        }
    }

    private OperationTally tally(OperationPlan operation) {
        OperationTally known = operations.get(operation);
        if (known == null) {
            known = new OperationTally(operation.method() + " " + operation.path());
            operations.put(operation, known);
        }
        return known;
    }

    private static void count(Verdict verdict, Tally tally) {
        if (verdict == Verdict.Valid.VALID) {
            tally.valid();
        } else if (verdict instanceof Verdict.Unjudged) {
            tally.unjudged();
        } else {
            tally.invalid();
        }
    }

    private void unmatched(RecordedRequest request, MessagePlace place) {
        unmatched++;
        if (unmatchedRequests != Unmatched.IGNORE) {
            FindingKey key = new FindingKey(
                    Kind.UNMATCHED,
                    "",
                    "",
                    "",
                    "no-such-path",
                    "",
                    "no contract has the path of this " + request.method() + " request");
            found(key, place, () -> unknown.ofLine(request));
        }
    }

    private void request(
            RecordedExchange exchange, Judgement judgement, Verdict verdict, String operation, MessagePlace place) {
        RecordedRequest request = exchange.request();
        if (verdict instanceof Verdict.Unjudged unjudged) {
            unjudged(judgement, operation, "request", unjudged, place);
        } else if (verdict instanceof Verdict.Invalid invalid && request != null) {
            MessageExcerpts shown = excerpts(judgement);
            if (invalid.problem().violations().isEmpty()) {
                found(refusal(judgement, invalid.problem(), operation), place, () -> shown.ofLine(request));
            }
            for (Violation violation : invalid.problem().violations()) {
                found(
                        key(Kind.REQUEST, judgement, operation, violation),
                        place,
                        () -> shown.ofRequest(request, violation));
            }
        }
    }

    private void answer(
            RecordedExchange exchange, Judgement judgement, Verdict verdict, String operation, MessagePlace place) {
        RecordedResponse response = exchange.response();
        if (verdict instanceof Verdict.Unjudged unjudged) {
            unjudged(judgement, operation, "response", unjudged, place);
        } else if (verdict instanceof Verdict.Invalid && response != null) {
            MessageExcerpts shown = excerpts(judgement);
            for (Violation violation : verdict.violations()) {
                found(
                        key(Kind.RESPONSE, judgement, operation, violation),
                        place,
                        () -> shown.ofResponse(response, violation));
            }
        }
    }

    private MessageExcerpts excerpts(Judgement judgement) {
        return judgement.contract() == null ? unknown : excerpts.getOrDefault(judgement.contract(), unknown);
    }

    private void unjudged(
            Judgement judgement, String operation, String side, Verdict.Unjudged unjudged, MessagePlace place) {
        FindingKey key = new FindingKey(
                Kind.UNJUDGED, file(judgement), operation, side, "unjudged", "", "not judged: " + unjudged.reason());
        found(key, place, () -> null);
    }

    private static String file(Judgement judgement) {
        return judgement.contract() == null ? "" : judgement.contract().file();
    }

    private static FindingKey refusal(Judgement judgement, Problem problem, String operation) {
        String detail = problem.detail().isEmpty()
                ? problem.type().title()
                : problem.detail().replaceFirst("^expected: ", "expected ");
        String allow = problem.headers().get("Allow");
        String message = "answered with " + problem.type().status() + ": " + detail
                + (allow == null ? "" : " (expected: " + allow + ")");
        return new FindingKey(
                Kind.REQUEST, file(judgement), operation, "", problem.type().name(), "", message);
    }

    private static FindingKey key(Kind kind, Judgement judgement, String operation, Violation violation) {
        return new FindingKey(
                kind,
                file(judgement),
                operation,
                MessageExcerpts.where(violation),
                violation.keyword(),
                violation.schemaPointer(),
                violation.message());
    }

    private void found(FindingKey key, MessagePlace place, Supplier<@Nullable Excerpt> excerpt) {
        if (!told.add(key)) {
            return;
        }
        Group group = groups.get(key);
        if (group == null) {
            if (groups.size() >= most) {
                beyond++;
                return;
            }
            group = new Group(place, excerpt.get());
            groups.put(key, group);
        }
        group.count++;
    }

    /** @param contracts of which the findings are */
    TrafficResult result(List<CheckedContract> contracts, List<String> failures, long nanos) {
        FindingPlaces places = FindingPlaces.of(contracts, groups.keySet());
        List<OperationTally> tallies = new ArrayList<>();
        for (CheckedContract contract : contracts) {
            for (OperationPlan operation : contract.plan().operations()) {
                OperationTally tally = operations.get(operation);
                if (tally != null) {
                    tallies.add(tally);
                }
            }
        }
        tallies.add(none);
        List<Finding> findings = new ArrayList<>();
        groups.forEach((key, group) -> {
            boolean error = key.kind() == Kind.UNMATCHED
                    ? unmatchedRequests == Unmatched.FAIL
                    : key.kind().isError();
            findings.add(new Finding(
                    key, error, group.count, group.first, group.excerpt, places.place(key), places.excerpt(key)));
        });
        return new TrafficResult(
                List.copyOf(findings),
                List.copyOf(tallies),
                exchanges,
                malformed,
                unmatched,
                refused,
                new TreeMap<>(passedOver),
                beyond,
                List.copyOf(failures),
                nanos,
                false);
    }
}
