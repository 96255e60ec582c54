package dev.sluice.coverage;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ResponsePlan;
import dev.sluice.coverage.OperationCells.ResponseCells;
import dev.sluice.coverage.OperationCoverage.Body;
import dev.sluice.coverage.OperationCoverage.Parameter;
import dev.sluice.coverage.OperationCoverage.Property;
import dev.sluice.coverage.OperationCoverage.Status;
import dev.sluice.coverage.OperationCoverage.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** Puts the counts of all who count together. */
final class Reports {

    private static final int LAST_STATUS = 599;

    private final OperationCells cells;
    private final List<OperationCounts> counts;

    private Reports(OperationCells cells, List<OperationCounts> counts) {
        this.cells = cells;
        this.counts = counts;
    }

    static ContractCoverage of(ContractCells contract, Instant since) {
        List<OperationCoverage> operations = new ArrayList<>();
        for (OperationPlan operation : contract.plan.operations()) {
            int index = operation.index();
            operations.add(new Reports(contract.operation(index), contract.counts(index)).operation());
        }
        return new ContractCoverage(
                contract.plan.file(), contract.plan.title(), contract.plan.version(), since, operations);
    }

    private long sum(int counter) {
        return counts.stream().mapToLong(one -> one.get(counter)).sum();
    }

    private OperationCoverage operation() {
        OperationPlan plan = cells.plan;
        List<Body> request = new ArrayList<>();
        for (int i = 0; i < cells.requestMedia().size(); i++) {
            request.add(body(i, sum(cells.firstRequest + i)));
        }
        return new OperationCoverage(
                plan.id(),
                plan.method(),
                plan.path(),
                sum(OperationCells.REQUESTS),
                cells.parameters.stream().map(this::parameter).toList(),
                request,
                sum(OperationCells.OTHER_REQUEST),
                cells.responses.stream().map(this::status).toList(),
                sum(OperationCells.OTHER_STATUS),
                (int) counts.stream()
                        .mapToLong(one -> one.get(OperationCells.LAST_STATUS))
                        .max()
                        .orElse(0));
    }

    private Parameter parameter(ParameterCells parameter) {
        return new Parameter(
                parameter.plan().in().toString(),
                parameter.plan().name(),
                parameter.plan().required(),
                sum(parameter.counter()),
                values(parameter.values(), parameter.firstValue(), this::sum));
    }

    private static List<Value> values(@Nullable ValueTable values, int first, IntToLongFunction sum) {
        List<Value> shown = new ArrayList<>();
        for (int i = 0; values != null && i < values.size(); i++) {
            shown.add(new Value(values.texts.get(i), sum.applyAsLong(first + i)));
        }
        return shown;
    }

    private Status status(ResponseCells response) {
        List<Body> bodies = new ArrayList<>();
        for (int i = 0; i < response.plan().mediaTypes().size(); i++) {
            bodies.add(body(response.firstShape() + i, sum(response.media(i))));
        }
        return new Status(name(response.plan()), sum(response.counter()), bodies, sum(response.otherMedia()));
    }

    private static String name(ResponsePlan response) {
        if (response.lowest() == response.highest()) {
            return Integer.toString(response.lowest());
        }
        boolean range = response.highest() - response.lowest() == 99 && response.highest() <= LAST_STATUS;
        return range ? response.lowest() / 100 + "XX" : "default";
    }

    private Body body(int index, long count) {
        ShapeHolder holder = cells.shapes.get(index);
        Shape shape = holder.shape();
        if (shape == null) {
            return new Body(holder.mediaType(), count, 0, false, List.of());
        }
        List<AtomicLongArray> bodies = counts.stream()
                .flatMap(one -> java.util.stream.Stream.ofNullable(one.body(index)))
                .toList();
        IntToLongFunction sum = counter ->
                bodies.stream().mapToLong(one -> one.getOpaque(counter)).sum();
        List<Property> properties = shape.cells().stream()
                .map(cell -> new Property(
                        cell.pointer(),
                        cell.counter() < 0 ? -1 : sum.applyAsLong(cell.counter()),
                        values(cell.values(), cell.firstValue(), sum)))
                .toList();
        return new Body(holder.mediaType(), count, sum.applyAsLong(Shape.LOOKED), shape.cut(), properties);
    }
}
