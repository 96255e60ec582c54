package dev.sluice.contract;

import dev.sluice.schema.Direction;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the components of a contract once more, whether operations use them or not: schemas, parameters, headers,
 * request bodies, responses and links; then at what is not served ({@link UnservedItems}). Nobody keeps what comes of it but what is found wrong.
 */
final class UnusedComponents {

    private final Compilation compilation;

    UnusedComponents(Compilation compilation) {
        this.compilation = compilation;
    }

    void compile(Located root, List<OperationPlan> operations) {
        compilation.findings().beginUnused("no operation uses it");
        ResponsesCompiler responses = new ResponsesCompiler(compilation);
        List<LinkPlan> links = new ArrayList<>();
        Located components = root.member("components");
        if (components != null && compilation.findings().isObject(components)) {
            components(components, responses, links);
        }
        compilation.findings().beginUnused("nothing that is served uses it");
        UnservedItems unserved = new UnservedItems(compilation, responses);
        unserved.compile(root);
        links.addAll(unserved.links());
        for (LinkPlan link : links) {
            String id = link.operationId();
            if (id == null ? !isThere(link, root) : !unserved.operationIds().contains(id)) {
                Links.check(link, operations, compilation.findings());
            }
        }
    }

    /** Whether it leads to some operation of the document that nobody serves. */
    private boolean isThere(LinkPlan link, Located root) {
        String reference = link.operationRef();
        return reference != null
                && reference.startsWith("#")
                && !reference.startsWith("#/paths/")
                && compilation.references().find(reference, root.node()) != null;
    }

    private void components(Located components, ResponsesCompiler responses, List<LinkPlan> links) {
        // as what judges no bytes: there may be many
        members(components, "schemas").forEach(schema -> compilation.schema(schema, Direction.RESPONSE));
        ParametersCompiler parameters = new ParametersCompiler(compilation);
        members(components, "parameters").forEach(parameters::check);
        new HeadersCompiler(compilation).compile(components.member("headers"), Direction.RESPONSE);
        BodyCompiler bodies = new BodyCompiler(compilation);
        members(components, "requestBodies").forEach(bodies::compile);
        members(components, "responses").forEach(response -> links.addAll(responses.check(response)));
        links.addAll(new Links(compilation).read(components.member("links")));
    }

    private List<Located> members(Located components, String name) {
        return members(components.member(name), compilation.findings());
    }

    /** The members of an object, but for extensions. */
    static List<Located> members(@Nullable Located all, Findings findings) {
        return all == null || !findings.isObject(all)
                ? List.of()
                : all.members().stream()
                        .filter(member -> !member.pointer().matches(".*/x-[^/]*"))
                        .toList();
    }
}
