package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import dev.sluice.schema.pattern.TextPattern;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keywords of objects.
 *
 * @param dialect of the schema
 */
record ObjectVocabulary(Dialect dialect) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        members(source, keywords);
        Subschema names = dialect.isAtLeast(Dialect.DRAFT_6) ? source.schema("propertyNames") : null;
        if (names != null) {
            Expectation expected = source.expectation("propertyNames", "expected a member name that fits the schema");
            keywords.add(new MemberNames(names, expected));
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
            if (!source.isWaived(name)) {
                required.put(name, source.expectation("required", "expected a member \"" + name + "\""));
            }
        }
        if (!required.isEmpty()) {
            keywords.add(new Required(required));
        }
    }

    private void members(SchemaSource source, List<Keyword> keywords) {
        Map<String, Subschema> properties = source.schemasByName("properties");
        List<PatternMember> patterns = new ArrayList<>();
        Map<String, Subschema> byPattern = dialect.isListed() ? null : source.schemasByName("patternProperties");
        if (byPattern != null) {
            byPattern.forEach((text, schema) -> {
                TextPattern pattern = source.memberPattern(text);
                if (pattern != null) {
                    patterns.add(new PatternMember(pattern, schema));
                }
            });
        }
        Subschema additional = source.schema("additionalProperties");
        Set<String> waived = properties == null ? Set.of() : source.waived(properties.keySet());
        if (!waived.isEmpty()) {
            keywords.add(new Waived(waived));
        }
        if (properties != null || byPattern != null || additional != null) {
            Expectation closed = source.expectation("additionalProperties", "expected no member of this name");
            keywords.add(new Members(
                    properties == null ? Map.of() : properties,
                    List.copyOf(patterns),
                    additional == null ? Subschema.TRUE : additional,
                    closed));
        }
    }
}
