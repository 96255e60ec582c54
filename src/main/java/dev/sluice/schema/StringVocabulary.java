package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Formats;
import dev.sluice.schema.format.TextFormat;
import dev.sluice.schema.pattern.TextPattern;
import java.util.List;

/**
 * The keywords of strings.
 *
 * @param formats whether strings are judged by their format
 * @param beforeDraft7 whether formats are those of drafts 4 to 6, which OpenAPI 3.0 goes by too
 */
record StringVocabulary(Formats formats, boolean beforeDraft7) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        Integer minimum = source.count("minLength");
        if (minimum != null) {
            String message = "expected at least " + minimum + " characters";
            keywords.add(new StringLength(source.expectation("minLength", message), minimum, Integer.MAX_VALUE));
        }
        Integer maximum = source.count("maxLength");
        if (maximum != null) {
            String message = "expected at most " + maximum + " characters";
            keywords.add(new StringLength(source.expectation("maxLength", message), 0, maximum));
        }
        TextPattern compiled = source.pattern();
        if (compiled != null) {
            String pattern = source.string("pattern");
            keywords.add(new PatternKeyword(source.expectation("pattern", "expected a match of " + pattern), compiled));
        }
        String format = formats == Formats.ASSERTION ? source.string("format") : null;
        TextFormat known =
                format == null ? null : beforeDraft7 ? TextFormat.namedBeforeDraft7(format) : TextFormat.named(format);
        if (known != null) {
            keywords.add(new FormatKeyword(source.expectation("format", "expected the format " + format), known));
        }
    }
}
