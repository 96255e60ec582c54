package dev.sluice.schema;

import dev.sluice.schema.pattern.PatternException;
import dev.sluice.schema.pattern.TextPattern;
import java.util.List;

/** The keywords of strings. */
record StringVocabulary() implements Vocabulary {

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
        String pattern = source.string("pattern");
        if (pattern != null) {
            pattern(pattern, source, keywords);
        }
    }

    private static void pattern(String pattern, SchemaSource source, List<Keyword> keywords) {
        try {
            TextPattern compiled = TextPattern.compile(pattern);
            keywords.add(new PatternKeyword(source.expectation("pattern", "expected a match of " + pattern), compiled));
        } catch (PatternException wrong) {
            source.fault(
                    source.node().members().getOrDefault("pattern", source.node()),
                    source.pointer("pattern"),
                    "no regular expression of ECMA-262: " + wrong.getMessage());
        }
    }
}
