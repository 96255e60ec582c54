package dev.sluice.contract;

import dev.sluice.schema.Direction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the components of a contract once more, whether operations use them or not: schemas, parameters, headers,
 * request bodies and responses. Nobody keeps what comes of it but what is found wrong.
 */
final class UnusedComponents {

    private final Compilation compilation;

    UnusedComponents(Compilation compilation) {
        this.compilation = compilation;
    }

    void compile(Located root) {
        Located components = root.member("components");
        if (components == null || !compilation.findings().isObject(components)) {
            return;
        }
        // as what judges no bytes: there may be many
        members(components.member("schemas")).forEach(schema -> compilation.schema(schema, Direction.RESPONSE));
        ParametersCompiler parameters = new ParametersCompiler(compilation);
        members(components.member("parameters")).forEach(parameters::check);
        new HeadersCompiler(compilation).compile(components.member("headers"), Direction.RESPONSE);
        BodyCompiler bodies = new BodyCompiler(compilation);
        members(components.member("requestBodies")).forEach(bodies::compile);
        ResponsesCompiler responses = new ResponsesCompiler(compilation);
        members(components.member("responses")).forEach(responses::check);
    }

    private List<Located> members(@Nullable Located all) {
        return all == null || !compilation.findings().isObject(all)
                ? List.of()
                : all.members().stream()
                        .filter(member -> !member.pointer().matches(".*/x-[^/]*"))
                        .toList();
    }
}
