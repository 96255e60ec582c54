package dev.sluice.coverage;

import dev.sluice.contract.MediaTypePlan;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ResponsePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is counted of an operation, and by which counter. Immutable, but for the shapes that are still to be made. */
final class OperationCells {

    /** Counters that every operation has. */
    static final int REQUESTS = 0;

    /** Of answers with a status that the contract does not have. */
    static final int OTHER_STATUS = 1;

    /** Which it was, at last: no count. */
    static final int LAST_STATUS = 2;

    /** Of requests with a body of a media type that the contract does not have. */
    static final int OTHER_REQUEST = 3;

    private static final int FIRST = 4;

    final OperationPlan plan;
    final List<ParameterCells> parameters;
    /** Of the path; the others follow. */
    final int pathParameters;

    final boolean pathHasValues;

    /** Whether what the parameters beyond the path are decoded to tells all that is counted of them. */
    final boolean countedDecoded;
    /** Of requests by media type. */
    final int firstRequest;

    final List<ResponseCells> responses;
    /** Of requests, and then of responses in their order. */
    final List<ShapeHolder> shapes;

    final int size;

    /**
     * What is counted of a response.
     *
     * @param counter of how often it came; behind it that of other media types, then one for each
     * @param firstShape of its media types
     */
    record ResponseCells(ResponsePlan plan, int counter, int firstShape) {

        int otherMedia() {
            return counter + 1;
        }

        int media(int index) {
            return counter + 2 + index;
        }
    }

    /** @param most properties that are counted of one body */
    OperationCells(OperationPlan plan, int most) {
        this.plan = plan;
        int next = FIRST;
        List<ParameterCells> known = new ArrayList<>();
        for (ParameterPlan parameter : Stream.concat(plan.pathParameters().stream(), plan.parameters().stream())
                .toList()) {
            ParameterCells cells = ParameterCells.of(parameter, next);
            known.add(cells);
            next += cells.size();
        }
        this.parameters = List.copyOf(known);
        this.pathParameters = plan.pathParameters().size();
        this.pathHasValues = known.stream().limit(pathParameters).anyMatch(cells -> cells.values() != null);
        this.countedDecoded = plan.names().whole() < 0
                && known.stream().skip(pathParameters).allMatch(ParameterCells::isCountedDecoded);
        List<ShapeHolder> bodies = new ArrayList<>();
        this.firstRequest = next;
        for (MediaTypePlan media : requestMedia()) {
            bodies.add(new ShapeHolder(media, most));
            next++;
        }
        List<ResponseCells> answers = new ArrayList<>();
        for (ResponsePlan response : plan.responses().responses()) {
            answers.add(new ResponseCells(response, next, bodies.size()));
            response.mediaTypes().forEach(media -> bodies.add(new ShapeHolder(media, most)));
            next += 2 + response.mediaTypes().size();
        }
        this.responses = List.copyOf(answers);
        this.shapes = List.copyOf(bodies);
        this.size = next;
    }

    List<MediaTypePlan> requestMedia() {
        return plan.body() == null ? List.of() : plan.body().mediaTypes();
    }
}
