package dev.sluice.schema;

import dev.sluice.document.Node;
import java.math.BigDecimal;
import java.util.List;

/**
 * The keywords of numbers.
 *
 * @param flags whether the exclusive forms are flags beside the bounds (OpenAPI 3.0), not bounds of their own
 */
record NumberVocabulary(boolean flags) implements Vocabulary {

    @Override
    public void read(SchemaSource source, List<Keyword> keywords) {
        bound("minimum", "exclusiveMinimum", true, source, keywords);
        bound("maximum", "exclusiveMaximum", false, source, keywords);
        BigDecimal divisor = source.number("multipleOf");
        if (divisor != null && divisor.signum() > 0) {
            String message = "expected a multiple of " + ValueVocabulary.number(divisor);
            keywords.add(new MultipleOf(source.expectation("multipleOf", message), divisor));
        } else if (divisor != null) {
            Node at = source.node().members().getOrDefault("multipleOf", source.node());
            source.fault(at, source.pointer("multipleOf"), "expected a number above 0");
        }
        String format = source.string("format");
        NumberFormat range = format == null ? null : NumberFormat.of(format, source);
        if (range != null) {
            keywords.add(range);
        }
    }

    private void bound(
            String keyword, String exclusiveKeyword, boolean lower, SchemaSource source, List<Keyword> keywords) {
        BigDecimal limit = source.number(keyword);
        boolean exclusive = flags && source.flag(exclusiveKeyword);
        if (limit != null) {
            keywords.add(bound(keyword, limit, lower, exclusive, source));
        }
        BigDecimal exclusiveLimit = flags ? null : source.number(exclusiveKeyword);
        if (exclusiveLimit != null) {
            keywords.add(bound(exclusiveKeyword, exclusiveLimit, lower, true, source));
        }
    }

    private static NumberBound bound(
            String keyword, BigDecimal limit, boolean lower, boolean exclusive, SchemaSource source) {
        String relation = lower ? exclusive ? "above " : "of at least " : exclusive ? "below " : "of at most ";
        String message = "expected a number " + relation + ValueVocabulary.number(limit);
        return new NumberBound(source.expectation(keyword, message), limit, lower, exclusive);
    }
}
