package dev.sluice.schema;

import dev.sluice.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The keywords of objects. */
record ObjectVocabulary() implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        Map<String, Subschema> properties = new LinkedHashMap<>();
        Node.Mapping named = source.mapping("properties");
        if (named != null) {
            named.members().forEach((name, schema) -> properties.put(name, source.schema(schema, "properties", name)));
        }
        Subschema additional = source.schema("additionalProperties");
        if (named != null || additional != null) {
            Expectation closed = source.expectation("additionalProperties", "expected no member of this name");
            keywords.add(new Members(properties, additional == null ? Subschema.TRUE : additional, closed));
        }
        Integer minimum = source.count("minProperties");
        if (minimum != null) {
            String message = "expected at least " + minimum + " members";
            keywords.add(new MemberCount(source.expectation("minProperties", message), minimum, Integer.MAX_VALUE));
        }
        Integer maximum = source.count("maxProperties");
        if (maximum != null) {
            String message = "expected at most " + maximum + " members";
            keywords.add(new MemberCount(source.expectation("maxProperties", message), 0, maximum));
        }
        Map<String, Expectation> required = new LinkedHashMap<>();
        for (String name : source.names("required")) {
            required.put(name, source.expectation("required", "expected a member \"" + name + "\""));
        }
        if (!required.isEmpty()) {
            keywords.add(new Required(required));
        }
    }
}
