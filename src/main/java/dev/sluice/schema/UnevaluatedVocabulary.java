package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;

/** The keywords that judge what no other keyword of their schema has judged; read last. */
record UnevaluatedVocabulary(Dialect dialect) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        if (!dialect.isAtLeast(Dialect.DRAFT_2019_09)) {
            return;
        }
        Subschema items = source.schema("unevaluatedItems");
        if (items != null) {
            Expectation closed = source.expectation("unevaluatedItems", "expected no item here");
            keywords.add(new Unevaluated(false, items, closed));
        }
        Subschema members = source.schema("unevaluatedProperties");
        if (members != null) {
            Expectation closed = source.expectation("unevaluatedProperties", "expected no member of this name");
            keywords.add(new Unevaluated(true, members, closed));
        }
    }
}
