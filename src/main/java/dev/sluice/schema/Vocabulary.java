package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;

/** A group of keywords that are read together. */
@FunctionalInterface
interface Vocabulary {

    /** Adds the keywords of this group that the source has. */
    void read(SchemaSource source, List<Keyword> keywords);

    /** The keywords of a dialect, in the order in which violations at one position are listed. */
    static List<Vocabulary> of(Dialect dialect) {
        return switch (dialect) {
            case OPENAPI_3_0 ->
                List.of(
                        new ValueVocabulary(true),
                        new NumberVocabulary(true),
                        new StringVocabulary(),
                        new ArrayVocabulary(false),
                        new ObjectVocabulary(),
                        new ApplicatorVocabulary());
            case OPENAPI_3_1 ->
                List.of(
                        new ValueVocabulary(false),
                        new NumberVocabulary(false),
                        new StringVocabulary(),
                        new ArrayVocabulary(true),
                        new ObjectVocabulary(),
                        new ApplicatorVocabulary());
        };
    }
}
