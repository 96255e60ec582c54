package dev.sluice.schema;

import dev.sluice.document.Node;
import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;

/**
 * The keywords of arrays.
 *
 * @param dialect of the schema
 */
record ArrayVocabulary(Dialect dialect) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        items(source, keywords);
        contains(source, keywords);
        Integer minimum = source.count("minItems");
        if (minimum != null) {
            String message = "expected at least " + minimum + " items";
            keywords.add(new ItemCount(source.expectation("minItems", message), minimum, Integer.MAX_VALUE));
        }
        Integer maximum = source.count("maxItems");
        if (maximum != null) {
            String message = "expected at most " + maximum + " items";
            keywords.add(new ItemCount(source.expectation("maxItems", message), 0, maximum));
        }
        if (source.flag("uniqueItems")) {
            keywords.add(new UniqueItems(source.expectation("uniqueItems", "expected items that differ")));
        }
    }

    private void items(SchemaSource source, List<Keyword> keywords) {
        boolean listed = dialect != Dialect.OPENAPI_3_0
                && !dialect.isAtLeast(Dialect.OPENAPI_3_1)
                && source.node().get("items") instanceof Node.Sequence;
        String prefixKeyword = listed ? "items" : "prefixItems";
        String restKeyword = listed ? "additionalItems" : "items";
        boolean prefixed = listed || dialect.isAtLeast(Dialect.OPENAPI_3_1);
        List<Subschema> prefix = prefixed ? source.schemas(prefixKeyword) : null;
        Subschema rest = source.schema(restKeyword);
        if (prefix != null || rest != null) {
            keywords.add(new Items(prefix == null ? List.of() : prefix, rest == null ? Subschema.TRUE : rest));
        }
    }

    private void contains(SchemaSource source, List<Keyword> keywords) {
        Subschema schema = dialect.isAtLeast(Dialect.DRAFT_6) ? source.schema("contains") : null;
        if (schema == null) {
            return;
        }
        boolean counted = dialect.isAtLeast(Dialect.DRAFT_2019_09);
        Integer minimum = counted ? source.count("minContains") : null;
        Integer maximum = counted ? source.count("maxContains") : null;
        int lowest = minimum == null ? 1 : minimum;
        int highest = maximum == null ? Integer.MAX_VALUE : maximum;
        Expectation few = source.expectation(
                minimum == null ? "contains" : "minContains",
                "expected at least " + lowest + " items that fit the schema of contains");
        Expectation many = source.expectation(
                "maxContains", "expected at most " + highest + " items that fit the schema of contains");
        keywords.add(new Contains(schema, lowest, highest, dialect.isAtLeast(Dialect.OPENAPI_3_1), few, many));
    }
}
