package dev.sluice.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What both evaluators say of a value, as one. */
final class Evaluators {

    private Evaluators() {}

    /** The violations as {@code pointer keyword}; both evaluators must agree whether there are any. */
    static List<String> of(Schema schema, String json) {
        byte[] bytes = Schemas.bytes(json);
        List<SchemaViolation> violations = schema.explain(bytes, 0, bytes.length, 100);
        assertThat(schema.accepts(bytes, 0, bytes.length))
                .as("the fast evaluator on %s, where the explaining one says %s", json, violations)
                .isEqualTo(violations.isEmpty());
        assertThat(schema.accepts(Schemas.parse(json))).isEqualTo(violations.isEmpty());
        return violations.stream()
                .map(violation -> violation.pointer() + " " + violation.keyword())
                .toList();
    }
}
