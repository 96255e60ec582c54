package dev.sluice.diff;

import dev.sluice.contract.Nearest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every code that a {@link Change} can have. Immutable. */
public final class ChangeCodes {

    private static final int MOST_NEAR = 3;

    /** No code is as long. */
    private static final int LONGEST = 100;

    /** Of the contract as a whole, of its paths and its operations. */
    private static final List<String> PLAIN = words("""
            base-path-removed server-added server-removed
            path-removed path-shadowed path-parameter-renamed
            operation-added operation-removed operation-deprecated operation-no-longer-deprecated operation-id-changed
            security-narrowed security-alternative-added
            callback-added callback-changed callback-removed webhook-added webhook-changed webhook-removed
            sluice-project-changed sluice-errors-changed sluice-rate-limit-changed sluice-validation-changed
            sluice-backend-changed sluice-mock-changed sluice-latency-changed sluice-faults-changed
            request-required-property-added request-required-property-removed
            response-required-property-added response-required-property-removed
            response-status-added response-status-removed
            """);

    private static final List<String> BOTH_MEDIA_TYPES = List.of("request-media-type", "response-media-type");

    private static final List<String> REQUEST_VALUES = List.of("request-body", "request-parameter", "request-property");

    private static final List<String> RESPONSE_VALUES =
            List.of("response-body", "response-header", "response-property");

    /** What may differ between the schemas of two values of either side. */
    private static final List<String> SCHEMA_ENDS = words("""
            type-narrowed type-widened type-changed became-nullable became-not-nullable added removed
            enum-added enum-removed enum-value-added enum-value-removed enum-value-allowed enum-value-refused
            minimum-raised minimum-lowered maximum-raised maximum-lowered
            multiple-of-added multiple-of-changed multiple-of-removed
            min-length-raised min-length-lowered max-length-raised max-length-lowered
            pattern-added pattern-changed pattern-removed
            format-added format-changed format-removed format-narrowed format-widened
            min-items-raised min-items-lowered max-items-raised max-items-lowered
            unique-items-added unique-items-removed contains-changed unevaluated-items-changed
            min-properties-raised min-properties-lowered max-properties-raised max-properties-lowered
            property-names-changed dependent-required-changed unevaluated-properties-changed closed opened
            alternatives-narrowed alternatives-widened alternatives-overlap alternative-added alternative-removed
            discriminator-changed discriminator-value-added discriminator-value-removed
            not-narrowed not-widened condition-changed not-compared schema-changed
            """);

    private static final List<String> REQUEST_SCHEMA_ENDS =
            words("became-read-only no-longer-read-only default-changed");

    private static final List<String> RESPONSE_SCHEMA_ENDS = words("became-write-only no-longer-write-only");

    private static final SortedSet<String> ALL = all();

    private ChangeCodes() {}

    /** In the order of the alphabet. */
    public static SortedSet<String> list() {
        return ALL;
    }

    /**
     * Those that were probably meant, best first; a few at most, and never none.
     *
     * @param wrong what is no code, without a star at its end
     */
    public static List<String> nearest(String wrong) {
        String word = wrong.substring(0, Math.min(LONGEST, wrong.length()));
        return ALL.stream()
                .sorted(Comparator.comparing((String code) -> word.isEmpty() || !code.contains(word))
                        .thenComparing(code -> Nearest.distance(word, code)))
                .limit(MOST_NEAR)
                .toList();
    }

    private static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>(PLAIN);
        add(all, REQUEST_VALUES, SCHEMA_ENDS);
        add(all, REQUEST_VALUES, REQUEST_SCHEMA_ENDS);
        add(all, RESPONSE_VALUES, SCHEMA_ENDS);
        add(all, RESPONSE_VALUES, RESPONSE_SCHEMA_ENDS);
        add(all, BOTH_MEDIA_TYPES, words("added removed encoding-changed"));
        add(all, List.of("request-body"), words("added-required became-required became-optional"));
        add(
                all,
                List.of("request-parameter"),
                words("added-required became-required became-optional moved deprecated no-longer-deprecated"
                        + " empty-value-refused style-changed"));
        add(
                all,
                List.of("response-header", "request-property", "response-property"),
                words("became-required became-optional"));
        return Collections.unmodifiableSortedSet(all);
    }

    private static void add(SortedSet<String> all, List<String> subjects, List<String> ends) {
        subjects.forEach(subject -> ends.forEach(end -> all.add(subject + "-" + end)));
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+"));
    }
}
