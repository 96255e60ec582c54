package dev.sluice.contract;

import dev.sluice.schema.Direction;
import dev.sluice.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles the {@code content} of request bodies and responses. */
final class ContentCompiler {

    private final Compilation compilation;
    private final Findings findings;
    private final Included included;
    private final FormCompiler forms;
    private final SequenceCompiler sequences;
    private final ExamplesReader examples;

    ContentCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
        this.included = new Included(compilation);
        this.forms = new FormCompiler(compilation, included);
        this.sequences = new SequenceCompiler(compilation);
        this.examples = new ExamplesReader(compilation);
    }

    /**
     * The media types, the most specific range first.
     *
     * @param content null where there is none
     */
    List<MediaTypePlan> compile(@Nullable Located content, Direction direction) {
        List<MediaTypePlan> plans = new ArrayList<>();
        MediaTypes.read(content, findings).forEach((range, mediaType) -> {
            Located at = resolved(mediaType);
            if (at != null) {
                plans.add(plan(range, at, direction));
            }
        });
        if (plans.isEmpty() && content != null && !content.members().isEmpty()) {
            findings.warning(content, "none of its keys is a media type; a body of any media type passes unjudged");
            plans.add(new MediaTypePlan(MediaRange.ANY, null));
        }
        plans.sort(Comparator.comparing(MediaTypePlan::range, MediaRange.BY_SPECIFICITY));
        return List.copyOf(plans);
    }

    /** From OpenAPI 3.2 on a media type may stand elsewhere. */
    private @Nullable Located resolved(Located mediaType) {
        return compilation.version() == SpecVersion.V3_2
                ? compilation.references().resolve(mediaType)
                : mediaType;
    }

    private MediaTypePlan plan(MediaRange range, Located mediaType, Direction direction) {
        List<Example> answers = direction == Direction.RESPONSE ? examples.of(mediaType) : List.of();
        Located schema = mediaType.member("schema");
        SequencePlan sequence = sequences.compile(range, mediaType, direction);
        boolean open = range.subtype().startsWith("*");
        BodyFormat format = BodyFormat.of(range.type() + '/' + range.subtype());
        if (schema == null) {
            Schema any = open || format == BodyFormat.JSON ? compilation.anything(mediaType) : null;
            return new MediaTypePlan(range, any, false, null, null, sequence, answers);
        }
        List<Located> schemas = included.of(schema);
        boolean isForm = format == BodyFormat.FORM || format == BodyFormat.MULTIPART;
        boolean isRead = open || isForm || format == BodyFormat.JSON || format == BodyFormat.TEXT;
        Schema compiled = isRead ? compilation.schema(schema, direction) : null;
        if (sequence == null) {
            warnOfUnjudged(range, mediaType, format, compiled, schemas);
        }
        return new MediaTypePlan(
                range,
                compiled,
                true,
                open || isForm ? forms.compile(schema, mediaType.member("encoding"), direction) : null,
                open || format == BodyFormat.OCTETS ? OctetBounds.of(schemas) : null,
                sequence,
                answers);
    }

    private void warnOfUnjudged(
            MediaRange range, Located mediaType, BodyFormat format, @Nullable Schema schema, List<Located> schemas) {
        if (range.subtype().startsWith("*")) {
            return;
        }
        boolean judged = switch (format) {
            case JSON, FORM, MULTIPART -> true;
            case TEXT -> schema != null && MediaTypePlan.isText(schema);
            case OCTETS -> Included.mayBeString(schemas);
            case SEQUENCE, UNJUDGED -> false;
        };
        if (!judged) {
            findings.warning(mediaType, "bodies of " + range + " are not judged");
        }
    }
}
