package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.SchemaCompiler.Formats;
import java.util.ArrayList;
import java.util.List;

/** A group of keywords that are read together. */
@FunctionalInterface
interface Vocabulary {

    /** Adds the keywords of this group that the source has. */
    void read(SchemaSource source, List<Keyword> keywords);

    /**
     * The keywords of a dialect, in the order in which violations at one position are listed.
     *
     * @param asserts whether there is the vocabulary of assertions
     */
    static List<Vocabulary> of(Dialect dialect, Formats formats, boolean asserts) {
        List<Vocabulary> structure = List.of(
                new ArrayVocabulary(dialect),
                new ObjectVocabulary(dialect),
                new ApplicatorVocabulary(dialect),
                new UnevaluatedVocabulary(dialect));
        if (!asserts) {
            return structure;
        }
        List<Vocabulary> vocabularies = new ArrayList<>();
        vocabularies.add(new ValueVocabulary(dialect));
        vocabularies.add(new NumberVocabulary(!dialect.isAtLeast(Dialect.DRAFT_6)));
        vocabularies.add(new StringVocabulary(formats, !dialect.isAtLeast(Dialect.DRAFT_7)));
        vocabularies.addAll(structure);
        if (dialect == Dialect.SWAGGER_2_0) {
            vocabularies.add(new SwaggerVocabulary());
        }
        return vocabularies;
    }
}
