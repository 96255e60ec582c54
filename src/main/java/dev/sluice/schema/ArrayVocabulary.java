package dev.sluice.schema;

import java.util.List;

/**
 * The keywords of arrays.
 *
 * @param prefixed whether there is {@code prefixItems}
 */
record ArrayVocabulary(boolean prefixed) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        List<Subschema> prefix = prefixed ? source.schemas("prefixItems") : null;
        Subschema rest = source.schema("items");
        if (prefix != null || rest != null) {
            keywords.add(new Items(prefix == null ? List.of() : prefix, rest == null ? Subschema.TRUE : rest));
        }
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
}
