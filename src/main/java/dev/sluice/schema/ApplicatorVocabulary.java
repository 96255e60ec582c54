package dev.sluice.schema;

import java.util.List;

/** The keywords that apply other schemas to the same value. */
record ApplicatorVocabulary() implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        Subschema target = source.target("$ref");
        if (target != null) {
            keywords.add(new AllOf(List.of(target)));
        }
        List<Subschema> all = source.schemas("allOf");
        if (all != null) {
            keywords.add(new AllOf(all));
        }
        List<Subschema> any = source.schemas("anyOf");
        if (any != null) {
            Expectation none = source.expectation("anyOf", "expected a value that fits one of the alternatives");
            keywords.add(new Alternatives(any, false, none, none));
        }
        List<Subschema> one = source.schemas("oneOf");
        if (one != null) {
            Expectation none = source.expectation("oneOf", "expected a value that fits one of the alternatives");
            Expectation several =
                    source.expectation("oneOf", "expected a value that fits only one of the alternatives");
            keywords.add(new Alternatives(one, true, none, several));
        }
        Subschema not = source.schema("not");
        if (not != null) {
            Expectation expected = source.expectation("not", "expected a value that does not fit the schema");
            keywords.add(new Not(expected, not));
        }
    }
}
