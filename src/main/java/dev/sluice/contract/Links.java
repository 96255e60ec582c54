package dev.sluice.contract;

import dev.sluice.document.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the links of responses, and says what leads nowhere once all operations are known. Nothing of it is a fault: a
 * link takes no part in judging messages.
 */
final class Links {

    private static final Pattern EXPRESSION = Pattern.compile("\\$(url|method|statusCode"
            + "|(request|response)\\.(header\\.[!#$%&'*+.^_`|~0-9A-Za-z-]+|query\\..+|path\\..+|body(#(/.*)?)?))");

    static final String NO_EXPRESSION =
            "no runtime expression (expected: such as $response.body#/id or $request.path.id)";

    private final Findings findings;
    private final DocumentReferences references;

    Links(Compilation compilation) {
        this.findings = compilation.findings();
        this.references = compilation.references();
    }

    /** @param links null where a response has none */
    List<LinkPlan> read(@Nullable Located links) {
        List<LinkPlan> plans = new ArrayList<>();
        for (Located link : links == null ? List.<Located>of() : links.members()) {
            Located at = references.resolve(link);
            if (at != null && at.member("operationId") == null && at.member("operationRef") == null) {
                findings.warning(at, "a link to nowhere (expected: an operationId or an operationRef)");
            } else if (at != null) {
                plans.add(plan(link, at));
            }
        }
        return List.copyOf(plans);
    }

    private LinkPlan plan(Located link, Located at) {
        Located parameters = at.member("parameters");
        return new LinkPlan(
                link.pointer().substring(link.pointer().lastIndexOf('/') + 1),
                text(at, "operationId"),
                text(at, "operationRef"),
                parameters == null ? Map.of() : expressions(parameters),
                at.pointer(),
                at.node().place());
    }

    private Map<String, String> expressions(Located parameters) {
        Map<String, String> expressions = new LinkedHashMap<>();
        for (String name : parameters.names()) {
            Located value = parameters.member(name);
            String text = value == null ? null : value.text();
            expressions.put(name, text == null ? "" : text);
            if (value != null && text != null && text.startsWith("$") && !isExpression(text)) {
                findings.warning(value, NO_EXPRESSION);
            }
        }
        return Map.copyOf(expressions);
    }

    /** OpenAPI 3.1.1, 4.8.20.4. */
    static boolean isExpression(String text) {
        return EXPRESSION.matcher(text).matches();
    }

    private static @Nullable String text(Located at, String name) {
        Located member = at.member(name);
        return member == null ? null : member.text();
    }

    /** Warns of links to what the contract does not have. */
    static void check(List<OperationPlan> operations, Findings findings) {
        for (OperationPlan operation : operations) {
            for (ResponsePlan response : operation.responses().responses()) {
                response.links().forEach(link -> check(link, operations, findings));
            }
        }
    }

    static void check(LinkPlan link, List<OperationPlan> operations, Findings findings) {
        OperationPlan target = link.target(operations);
        if (target == null) {
            if (!link.isForeign()) {
                warn(link, "the link leads to no operation of this contract" + hint(link, operations), findings);
            }
            return;
        }
        for (String name : link.parameters().keySet()) {
            if (LinkPlan.parameter(target, name) == null) {
                warn(link, "the operation '" + target.id() + "' has no parameter '" + name + "'", findings);
            }
        }
    }

    private static String hint(LinkPlan link, List<OperationPlan> operations) {
        return link.operationId() == null
                ? ""
                : Nearest.hint(
                        link.operationId(),
                        operations.stream().map(OperationPlan::id).toList());
    }

    private static void warn(LinkPlan link, String message, Findings findings) {
        findings.warning(new Fault(link.place(), link.pointer(), message, null));
    }
}
