package dev.sluice.vpcep;

import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.document.DocumentException;
import dev.sluice.exchange.Body;
import dev.sluice.exchange.Exchange;
import dev.sluice.exchange.Message;
import dev.sluice.schema.JsonValue;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Exchanges as the pipeline hands them to a backend, except that nobody has validated them. */
final class Exchanges {

    private final ContractPlan contract;

    Exchanges() {
        try {
            contract = Contracts.load(Path.of("openapi", "vpcep.yaml"));
        } catch (DocumentException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param query values are Integer or String */
    Exchange exchange(
            String operation, String project, @Nullable String id, Map<String, Object> query, @Nullable String body) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap().add("Content-Type", "application/json");
        Exchange exchange = new Exchange(new Message("ANY", "/", null, headers), "request", System.nanoTime());
        OperationPlan plan = plan(operation);
        exchange.matched(contract, plan);
        exchange.project(project);
        set(exchange, "project_id", project);
        if (id != null) {
            set(exchange, "vpc_endpoint_service_id", id);
        }
        query.forEach((name, value) -> set(exchange, name, value));
        if (body != null) {
            exchange.body(new Body.Bytes(Buffer.buffer(body)));
        }
        return exchange;
    }

    private OperationPlan plan(String operation) {
        return contract.operations().stream()
                .filter(plan -> plan.id().equals(operation))
                .findFirst()
                .orElseThrow();
    }

    private static void set(Exchange exchange, String name, Object value) {
        List<ParameterPlan> plans = new ArrayList<>(exchange.operation().pathParameters());
        plans.addAll(exchange.operation().parameters());
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).name().equals(name)) {
                exchange.parameters()
                        .set(
                                i,
                                value instanceof Integer number
                                        ? new JsonValue.NumberValue(-1, -1, BigDecimal.valueOf(number))
                                        : new JsonValue.StringValue(-1, -1, value.toString()));
                return;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
