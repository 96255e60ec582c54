package dev.sluice.schema;

import dev.sluice.schema.SchemaCompiler.Dialect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keywords that apply other schemas to the same value.
 *
 * @param dialect of the schema
 */
record ApplicatorVocabulary(Dialect dialect) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        reference(source.target("$ref"), keywords);
        if (dialect == Dialect.OPENAPI_3_1) {
            reference(source.dynamicTarget("$dynamicRef", null), keywords);
        } else if (dialect == Dialect.DRAFT_2019_09) {
            reference(source.dynamicTarget("$recursiveRef", SchemaSource.RECURSIVE), keywords);
        }
        Discriminators discriminators = Discriminators.of(source, dialect);
        List<Subschema> all = source.schemas("allOf");
        if (all != null) {
            keywords.add(new AllOf(all));
        }
        if (dialect == Dialect.SWAGGER_2_0) {
            discriminators.heirs(keywords);
            return;
        }
        List<Subschema> any = source.schemas("anyOf");
        if (any != null) {
            Expectation none = source.expectation("anyOf", "expected a value that fits one of the alternatives");
            keywords.add(discriminators.of("anyOf", new Alternatives(any, false, none, none)));
        }
        List<Subschema> one = source.schemas("oneOf");
        if (one != null) {
            Expectation none = source.expectation("oneOf", "expected a value that fits one of the alternatives");
            Expectation several =
                    source.expectation("oneOf", "expected a value that fits only one of the alternatives");
            keywords.add(discriminators.of("oneOf", new Alternatives(one, true, none, several)));
        }
        if (any == null && one == null) {
            discriminators.heirs(keywords);
        }
        Subschema not = source.schema("not");
        if (not != null) {
            Expectation expected = source.expectation("not", "expected a value that does not fit the schema");
            keywords.add(new Not(expected, not));
        }
        if (dialect.isAtLeast(Dialect.DRAFT_7)) {
            condition(source, keywords);
        }
        if (dialect != Dialect.OPENAPI_3_0) {
            new Dependencies(source, keywords).read(dialect.isAtLeast(Dialect.DRAFT_2019_09));
        }
    }

    private static void reference(@Nullable Subschema target, List<Keyword> keywords) {
        if (target != null) {
            keywords.add(new AllOf(List.of(target)));
        }
    }

    private static void condition(SchemaSource source, List<Keyword> keywords) {
        Subschema condition = source.schema("if");
        Subschema then = source.schema("then");
        Subschema otherwise = source.schema("else");
        if (condition != null) {
            keywords.add(new Conditional(
                    condition, then == null ? Subschema.TRUE : then, otherwise == null ? Subschema.TRUE : otherwise));
        }
    }
}
