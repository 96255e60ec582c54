package dev.sluice.contract;

import dev.sluice.document.Node;
import dev.sluice.schema.ErrorCodes;
import dev.sluice.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles request bodies. */
final class BodyCompiler {

    private static final Set<String> EXTENSIONS = Set.of(ErrorCodes.EXTENSION);

    private final Compilation compilation;
    private final Findings findings;

    BodyCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
    }

    /** @param requestBody null where an operation has none */
    @Nullable
    BodyPlan compile(@Nullable Located requestBody) {
        Located at = requestBody == null ? null : compilation.references().resolve(requestBody);
        if (at == null || !findings.isObject(at)) {
            return null;
        }
        new Extensions(findings).warnOfUnknown(at, EXTENSIONS);
        if (at.member("content") == null) {
            findings.fault(at, "a request body without content (expected: content: {application/json: {schema: …}})");
        }
        List<BodyPlan.Content> contents = new ArrayList<>();
        MediaTypes.read(at.member("content"), findings)
                .forEach((range, mediaType) -> contents.add(new BodyPlan.Content(range, schema(range, mediaType))));
        Located content = at.member("content");
        if (contents.isEmpty() && content != null && content.names().iterator().hasNext()) {
            findings.warning(content, "none of its keys is a media type; a body of any media type passes unjudged");
            contents.add(new BodyPlan.Content(MediaRange.ANY, null));
        }
        contents.sort(Comparator.comparing(BodyPlan.Content::range, MediaRange.BY_SPECIFICITY));
        return new BodyPlan(
                findings.flag(at, "required", false),
                List.copyOf(contents),
                ErrorCodes.of(
                        at.node() instanceof Node.Mapping mapping ? mapping.get(ErrorCodes.EXTENSION) : null,
                        at.pointer() + "/" + ErrorCodes.EXTENSION,
                        findings::fault),
                at.pointer());
    }

    private @Nullable Schema schema(MediaRange range, Located mediaType) {
        Located schema = mediaType.member("schema");
        if (range.isJson() || range.subtype().equals("*")) {
            return schema == null ? compilation.anything(mediaType) : compilation.schema(schema);
        }
        if (schema != null && !range.subtype().equals("octet-stream")) {
            findings.warning(mediaType, "bodies of " + range + " are not judged");
        }
        return null;
    }
}
