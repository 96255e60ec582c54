package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.Direction;
import dev.sluice.schema.ErrorCodes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles request bodies. */
final class BodyCompiler {

    private static final Set<String> EXTENSIONS = Set.of(ErrorCodes.EXTENSION);

    private final Compilation compilation;
    private final Findings findings;
    private final ContentCompiler contents;

    BodyCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.contents = new ContentCompiler(compilation);
    }

    /** @param requestBody null where an operation has none */
    @Nullable
    BodyPlan compile(@Nullable Located requestBody) {
        Located at = requestBody == null ? null : compilation.references().resolve(requestBody);
        if (at == null || !findings.isObject(at)) {
            return null;
        }
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        Located content = at.member("content");
        if (content == null) {
            findings.fault(at, "a request body without content (expected: content: {application/json: {schema: …}})");
        }
        return new BodyPlan(
                findings.flag(at, "required", false),
                contents.compile(content, Direction.REQUEST),
                ErrorCodes.of(
                        at.node() instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null,
                        at.pointer() + "/" + ErrorCodes.EXTENSION,
                        findings::fault),
                at.pointer(),
                content == null ? at.pointer() : content.pointer());
    }
}
