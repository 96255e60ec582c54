package dev.sluice.contract;

import dev.sluice.schema.Direction;
import dev.sluice.schema.Schema;
import dev.sluice.schema.TypeSet;
import org.jspecify.annotations.Nullable;

/** Compiles what a media type says of the items of a sequence (OpenAPI 3.2, 4.14.3). */
final class SequenceCompiler {

    private static final String ITEM_SCHEMA = "itemSchema";

    private final Compilation compilation;
    private final Findings findings;

    SequenceCompiler(Compilation compilation) {
        this.compilation = compilation;
        this.findings = compilation.findings();
    }

    /** @return null where no body of the range is a sequence of which anything is said */
    @Nullable
    SequencePlan compile(MediaRange range, Located mediaType, Direction direction) {
        Located items = mediaType.member(ITEM_SCHEMA);
        if (compilation.version() != SpecVersion.V3_2) {
            if (items != null) {
                findings.warning(items, "itemSchema is of OpenAPI 3.2; it is not read here");
            }
            return null;
        }
        warnOfEncodings(mediaType);
        boolean open = range.subtype().startsWith("*");
        if (!open && Framing.of(range.type() + '/' + range.subtype()) == null) {
            if (items != null) {
                findings.warning(items, unread(range));
            }
            return null;
        }
        Schema whole = whole(range, mediaType.member("schema"), direction, open);
        if (items == null && whole == null) {
            return null;
        }
        Schema each = items == null ? compilation.anything(mediaType) : compilation.schema(items, direction);
        return new SequencePlan(each, whole, items != null);
    }

    private static String unread(MediaRange range) {
        return range.type().equals("multipart")
                ? "the parts of " + range + " are not judged by their itemSchema"
                : "itemSchema is not read, since " + range + " is no sequential media type";
    }

    /** One that takes no array would refuse every sequence: whoever wrote it thought of something else. */
    private @Nullable Schema whole(MediaRange range, @Nullable Located schema, Direction direction, boolean open) {
        Schema whole = schema == null ? null : compilation.schema(schema, direction);
        if (whole == null || schema == null || whole.types().has(TypeSet.Type.ARRAY)) {
            return whole;
        }
        if (!open) {
            findings.warning(
                    schema,
                    "the schema of " + range + " takes no array, but what it is applied to is the array of all items"
                            + " (expected: itemSchema, for each of them); it is read as in OpenAPI 3.1");
        }
        return null;
    }

    private void warnOfEncodings(Located mediaType) {
        for (String name : new String[] {"prefixEncoding", "itemEncoding"}) {
            Located encoding = mediaType.member(name);
            if (encoding != null) {
                findings.warning(encoding, name + " is not read");
            }
        }
    }
}
