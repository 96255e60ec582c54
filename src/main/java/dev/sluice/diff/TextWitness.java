package dev.sluice.diff;

import dev.sluice.schema.Demand;
import dev.sluice.schema.JsonValue;
import dev.sluice.schema.pattern.TextLengths;
import dev.sluice.schema.pattern.TextPattern;
import dev.sluice.schema.pattern.TextSampler;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks for a text that some schemas let through and that a demand refuses. Confined to one thread. */
final class TextWitness {

    /** Texts of many kinds. */
    private static final List<String> PROBES = List.of("", "a", "A", "0", "é", " ", "-", "a a", "0000", "zzzz-zzzz");

    /** What may stand beside a match that no anchor holds. */
    private static final List<String> MORE = List.of("a", "A", "0", "-", " ");

    private static final int SAMPLES = 8;
    private static final int LONGEST = 2_000;

    private final Merged given;
    private final Predicate<String> refused;
    private final List<TextPattern> patterns;
    private final TextSampler sampler;
    private final Random random = new Random(1);

    TextWitness(Merged given, Predicate<String> refused) {
        this.given = given;
        this.refused = refused;
        this.patterns = given.all(Demand.Pattern.class).stream()
                .map(Demand.Pattern::pattern)
                .toList();
        this.sampler = TextSampler.of(patterns);
    }

    /** @param allowed lengths of the texts that are not refused */
    boolean isFound(TextLengths allowed) {
        return PROBES.stream().anyMatch(this::shows) || isSampled() || isTooLong(allowed) || isTooShort(allowed);
    }

    private boolean isSampled() {
        for (int i = 0; i < SAMPLES; i++) {
            if (sampler.sample(random, given.minLength, given.maxLength, this::isNear) != null) {
                return true;
            }
        }
        return false;
    }

    private boolean isTooLong(TextLengths allowed) {
        int least = Math.max(given.minLength, allowed.longest() + 1);
        return allowed.longest() < Math.min(given.maxLength, LONGEST)
                && (shows("a".repeat(least)) || sampler.find(random, least, given.maxLength, this::shows) != null);
    }

    private boolean isTooShort(TextLengths allowed) {
        int most = Math.min(given.maxLength, allowed.shortest() - 1);
        return allowed.shortest() > given.minLength
                && most <= LONGEST
                && (shows("a".repeat(most)) || sampler.find(random, given.minLength, most, this::shows) != null);
    }

    private boolean isNear(String text) {
        return Stream.concat(Stream.of("", text), MORE.stream())
                .anyMatch(more -> shows(text + more) || shows(more + text));
    }

    private boolean shows(String text) {
        int length = text.codePointCount(0, text.length());
        if (length < given.minLength || length > given.maxLength || !refused.test(text)) {
            return false;
        }
        JsonValue value = new JsonValue.StringValue(-1, -1, text);
        return patterns.stream().allMatch(pattern -> pattern.isFoundIn(text))
                && given.leaves.stream().allMatch(leaf -> leaf.accepts(value));
    }
}
