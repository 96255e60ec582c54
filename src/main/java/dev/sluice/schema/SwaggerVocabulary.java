package dev.sluice.schema;

import dev.sluice.document.Node;
import java.util.List;
import java.util.Map;

/**
 * What authors write that is not of Swagger 2.0: its Schema Object has a part of draft 4's keywords. None of it is judged,
 * which is told.
 */
record SwaggerVocabulary() implements Vocabulary {

    /** With what would be right. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("nullable", " (expected: x-nullable)"),
            Map.entry("const", " (expected: enum, of one value)"),
            Map.entry("anyOf", ""),
            Map.entry("oneOf", ""),
            Map.entry("not", ""),
            Map.entry("if", ""),
            Map.entry("patternProperties", " (expected: additionalProperties)"),
            Map.entry("propertyNames", ""),
            Map.entry("contains", ""),
            Map.entry("prefixItems", ""),
            Map.entry("dependencies", ""));

    private static final String DISCRIMINATOR = "discriminator";

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        for (String name : source.node().members().keySet()) {
            String expected = FOREIGN.get(name);
            Node value = expected == null ? null : source.node().get(name);
            if (value != null) {
                source.warning(
                        value,
                        source.pointer(name),
                        "'" + name + "' is not of Swagger 2.0" + expected + "; it is ignored");
            }
        }
        Node discriminator = source.node().get(DISCRIMINATOR);
        if (discriminator != null && !(discriminator instanceof Node.Scalar name && name.value() instanceof String)) {
            source.warning(
                    discriminator,
                    source.pointer(DISCRIMINATOR),
                    "the discriminator is no name (expected: discriminator: NAME, of a property); it is ignored");
        }
    }
}
