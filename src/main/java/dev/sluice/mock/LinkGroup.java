package dev.sluice.mock;

import dev.sluice.contract.ParameterPlan;
import dev.sluice.generate.ValueSource;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.JsonValue.ArrayValue;
import dev.sluice.schema.JsonValue.ObjectValue;
import dev.sluice.schema.ParameterText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parts of answers that links make one and the same thing: the id that one answer gives, parameters that take it, and the
 * id that their operations answer. Safe for use by many threads once it is complete.
 */
final class LinkGroup {

    /** How many values of a parameter's schema are tried. */
    private static final int TRIES = 4;

    private final long seed;
    private final List<Part> parts = new ArrayList<>();
    private final List<ParameterPlan> parameters = new ArrayList<>();
    private final List<ValueSource> sources = new ArrayList<>();
    private @Nullable JsonValue authored;

    /** A part of generated answers. */
    private record Part(LinkedSource source, String pointer) {}

    /** @param seed of what is answered to everybody */
    LinkGroup(long seed) {
        this.seed = seed;
    }

    void add(LinkedSource source, String pointer) {
        Part part = new Part(source, pointer);
        if (!parts.contains(part)) {
            parts.add(part);
            source.link(pointer, this);
        }
    }

    /** @param source of the parameter's values, or null */
    void add(ParameterPlan parameter, @Nullable ValueSource source) {
        parameters.add(parameter);
        if (source != null) {
            sources.add(source);
        }
    }

    /** What an example says has the last word; the first one counts. */
    void author(JsonValue value) {
        authored = authored == null ? value : authored;
    }

    /** Whether all parameters take a value. */
    boolean isTaken(JsonValue value) {
        boolean scalar = !(value instanceof ObjectValue) && !(value instanceof ArrayValue);
        String text = BodyText.text(value);
        return scalar
                && !text.isEmpty()
                && parameters.stream().allMatch(parameter -> {
                    JsonValue asked =
                            ParameterText.value(text, parameter.schema().outline());
                    return parameter.schema().accepts(asked);
                });
    }

    /** What all parts are, for a seed; null where nothing fits everywhere. */
    @Nullable
    JsonValue value(long seed) {
        if (authored != null && seed == this.seed && isTaken(authored)) {
            return authored;
        }
        for (Part part : parts) {
            JsonValue own = part.source.own(part.pointer, seed);
            if (own != null && fits(own, seed)) {
                return own;
            }
        }
        for (ValueSource source : sources) {
            for (int i = 0; i < TRIES; i++) {
                JsonValue value = source.value(seed + i);
                if (fits(value, seed)) {
                    return value;
                }
            }
        }
        return null;
    }

    private boolean fits(JsonValue value, long seed) {
        return isTaken(value) && parts.stream().allMatch(part -> part.source.takes(part.pointer, value, seed));
    }
}
