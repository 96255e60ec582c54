package dev.sluice.contract;

import dev.sluice.contract.ParameterPlan.In;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles the parameters of paths and operations. Its maps are by place and name. */
final class ParametersCompiler {

    /** "If in is header and name is …, the parameter definition SHALL be ignored": OpenAPI 3.1, 4.8.12.1. */
    private static final Set<String> RESERVED_HEADERS = Set.of("accept", "content-type", "authorization");

    private final Compilation compilation;
    private final Findings findings;
    private final ParameterCompiler single;

    ParametersCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.single = new ParameterCompiler(compilation);
    }

    /** @param list null where there is none */
    Map<String, ParameterPlan> compile(@Nullable Located list) {
        Map<String, ParameterPlan> plans = new LinkedHashMap<>();
        if (list == null || !findings.isArray(list)) {
            return plans;
        }
        for (Located item : list.items()) {
            Located at = compilation.references().resolve(item);
            ParameterPlan plan = at == null || !findings.isObject(at) ? null : single.compile(at);
            if (plan != null && !isReserved(plan) && plans.putIfAbsent(key(plan), plan) != null) {
                findings.fault(item, "the " + plan.in() + " parameter '" + plan.name() + "' is doubled");
            }
        }
        return plans;
    }

    /** One that stands by itself. */
    void check(Located parameter) {
        Located at = compilation.references().resolve(parameter);
        if (at != null && findings.isObject(at)) {
            single.compile(at);
        }
    }

    /** The parameters of an operation: its path's, those of the same place and name replaced by its own. */
    Map<String, ParameterPlan> override(Map<String, ParameterPlan> shared, @Nullable Located own) {
        if (own == null) {
            return shared;
        }
        Map<String, ParameterPlan> all = new LinkedHashMap<>(shared);
        all.putAll(compile(own));
        return all;
    }

    /** OpenAPI 3.2, 4.12: a query string is the only one of its operation, and stands beside no query parameters. */
    void refuseMixed(Map<String, ParameterPlan> all, Located operation) {
        List<ParameterPlan> queries =
                all.values().stream().filter(plan -> plan.in() == In.QUERY).toList();
        if (queries.size() > 1 && queries.stream().anyMatch(plan -> plan.whole() != null)) {
            findings.fault(
                    operation,
                    "a query string beside other parameters of the query (expected: one parameter in: querystring, and"
                            + " none in: query)");
        }
    }

    /** The path parameters in the order of a template; a warning or fault where the two do not go together. */
    List<ParameterPlan> ofPath(Map<String, ParameterPlan> all, PathTemplate template, Located operation) {
        List<ParameterPlan> ordered = new ArrayList<>();
        for (String expression : template.expressions()) {
            ParameterPlan plan = all.get(In.PATH + " " + expression);
            if (plan == null) {
                findings.warning(
                        operation,
                        "the expression {" + expression + "} of the path has no parameter (expected: in: path, name: "
                                + expression + "); its value is not judged");
                ordered.add(single.undeclared(expression, operation));
            } else {
                ordered.add(plan);
            }
        }
        for (ParameterPlan plan : all.values()) {
            if (plan.in() == In.PATH && !template.expressions().contains(plan.name())) {
                findings.fault(
                        operation,
                        "the path parameter '" + plan.name() + "' is not in the path " + template.text()
                                + Nearest.hint(plan.name(), template.expressions()));
            }
        }
        return List.copyOf(ordered);
    }

    private static boolean isReserved(ParameterPlan plan) {
        return plan.in() == In.HEADER && RESERVED_HEADERS.contains(plan.name().toLowerCase(Locale.ROOT));
    }

    private static String key(ParameterPlan plan) {
        return plan.in() + " " + (plan.in() == In.HEADER ? plan.name().toLowerCase(Locale.ROOT) : plan.name());
    }
}
