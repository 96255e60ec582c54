package dev.sluice.validation;

import dev.sluice.contract.OperationPlan;
import dev.sluice.contract.ParameterPlan;
import dev.sluice.contract.ParameterPlan.In;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Parameters;
import dev.sluice.schema.JsonValue;
import java.util.List;

/** Decodes and judges the parameters of one request. Confined to one call. */
final class ParameterJudge {

    private static final In[] AFTER_PATH = {In.QUERY, In.HEADER, In.COOKIE};

    private final OperationPlan operation;
    private final Parameters parameters;
    private final Findings findings;

    ParameterJudge(OperationPlan operation, Parameters parameters, Findings findings) {
        this.operation = operation;
        this.parameters = parameters;
        this.findings = findings;
    }

    /** @param segments the raw text of each path parameter */
    void path(List<String> segments) {
        List<ParameterPlan> plans = operation.pathParameters();
        for (int i = 0; i < plans.size(); i++) {
            judge(plans.get(i), i, List.of(segments.get(i)));
        }
    }

    /** Query, header and cookie, in the order in which violations are listed. */
    void rest(Message message) {
        List<ParameterPlan> plans = operation.parameters();
        int first = operation.pathParameters().size();
        for (In in : AFTER_PATH) {
            for (int i = 0; i < plans.size(); i++) {
                if (plans.get(i).in() == in) {
                    judge(plans.get(i), first + i, raw(plans.get(i), message));
                }
            }
        }
    }

    private static List<String> raw(ParameterPlan plan, Message message) {
        return switch (plan.in()) {
            case QUERY -> QueryText.values(message.query(), plan.name());
            case HEADER -> header(message, plan.name());
            case COOKIE -> CookieText.values(message.headers(), plan.name());
            case PATH, BODY -> List.of();
        };
    }

    /** Repeated lines are one list (RFC 9110, 5.3). */
    private static List<String> header(Message message, String name) {
        String first = message.headers().get(name);
        if (first == null) {
            return List.of();
        }
        List<String> lines = message.headers().getAll(name);
        return List.of(lines.size() == 1 ? first : String.join(",", lines));
    }

    private void judge(ParameterPlan plan, int index, List<String> raw) {
        if (raw.isEmpty()) {
            if (plan.required()) {
                findings.missing(plan);
            }
            return;
        }
        if (plan.allowEmptyValue() && raw.size() == 1 && raw.get(0).isEmpty()) {
            parameters.set(index, StyleDecoder.empty());
            return;
        }
        JsonValue value = StyleDecoder.value(plan, raw);
        if (value == null) {
            findings.unreadable(plan);
        } else if (plan.schema().accepts(value)) {
            parameters.set(index, value);
        } else {
            findings.add(plan.in(), plan.name(), plan.schema().explain(value, Findings.LIMIT), plan.codes());
        }
    }
}
