package dev.sluice.schema;

import dev.sluice.schema.format.TextFormat;
import dev.sluice.schema.pattern.TextPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one keyword asks of a value, for who makes values. What is asked of one type lets values of all others pass. */
public sealed interface Demand {

    /** Nothing can be valid: the schema {@code false}. */
    record Nothing() implements Demand {}

    record Types(TypeSet types) implements Demand {}

    /** {@code enum} and {@code const}: one of these. */
    record Values(List<JsonValue> values) implements Demand {}

    record Bound(BigDecimal limit, boolean lower, boolean exclusive) implements Demand {}

    /** A number without a fraction: the formats of integers. */
    record Whole() implements Demand {}

    record Multiple(BigDecimal divisor) implements Demand {}

    /** In code points. */
    record Length(int minimum, int maximum) implements Demand {}

    record Pattern(TextPattern pattern) implements Demand {}

    /** A format that is an assertion. */
    record Format(TextFormat format) implements Demand {}

    /** @param rest null where nothing is said of further items */
    record Items(List<Demands> prefix, @Nullable Demands rest) implements Demand {}

    record ItemCount(int minimum, int maximum) implements Demand {}

    record DifferentItems() implements Demand {}

    /** @param evaluates whether an item that fits counts as judged for {@code unevaluatedItems} */
    record Contains(Demands item, int minimum, int maximum, boolean evaluates) implements Demand {}

    /** @param others null where nothing is said of members that are not named */
    record Members(
            Map<String, Demands> properties,
            List<MatchedMembers> patterns,
            @Nullable Demands others) implements Demand {}

    /** One entry of {@code patternProperties}. */
    record MatchedMembers(TextPattern pattern, Demands member) {}

    record MemberCount(int minimum, int maximum) implements Demand {}

    record Required(Set<String> names) implements Demand {}

    /** {@code propertyNames}: asked of each name as a string. */
    record MemberNames(Demands name) implements Demand {}

    /** @param names by the name that asks for them */
    record DependentNames(Map<String, Set<String>> names) implements Demand {}

    /** @param demands by the name that asks for them, of the same value */
    record DependentDemands(Map<String, Demands> demands) implements Demand {}

    /** {@code allOf} and {@code $ref}. */
    record All(List<Demands> parts) implements Demand {}

    record Any(List<Demands> alternatives, boolean exactlyOne) implements Demand {}

    /**
     * {@code discriminator}: a member of an object names what is asked of the object.
     *
     * @param alternatives asked of what is no object, and of all where {@code open}
     * @param optional whether the member may be missing as far as this keyword is concerned
     */
    record Named(
            String property,
            Map<String, Demands> branches,
            @Nullable Any alternatives,
            boolean open,
            boolean optional) implements Demand {}

    record Not(Demands refused) implements Demand {}

    record If(Demands condition, Demands then, Demands otherwise) implements Demand {}

    /**
     * {@code unevaluatedProperties} and {@code unevaluatedItems}: asked of what no other keyword of the same schema has
     * looked at.
     *
     * @param members whether of members, not items
     */
    record Unevaluated(boolean members, Demands rest) implements Demand {}
}
