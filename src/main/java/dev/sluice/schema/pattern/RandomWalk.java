package dev.sluice.schema.pattern;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Writes a text by walking through a regular expression; what looks around is left to who checks the text. */
final class RandomWalk {

    private static final int SPREAD = 6;

    private final IdentityHashMap<Term.Group, Integer> numbers = new IdentityHashMap<>();
    private final Map<CodePoints, int[]> legible;
    private final RandomGenerator random;
    private final int most;
    private final boolean lean;
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> captured = new HashMap<>();

    /**
     * @param lean whether repetitions are as few as can be
     * @param most characters, beyond which repetitions are as few as can be
     */
    RandomWalk(Map<CodePoints, int[]> legible, RandomGenerator random, boolean lean, int most) {
        this.legible = legible;
        this.random = random;
        this.lean = lean;
        this.most = most;
    }

    String write(Term term) {
        number(term);
        walk(term);
        return text.toString();
    }

    /** Groups count by their opening parentheses. */
    private void number(Term term) {
        if (term instanceof Term.Group group) {
            numbers.put(group, numbers.size() + 1);
            number(group.term());
        } else if (term instanceof Term.Sequence sequence) {
            sequence.terms().forEach(this::number);
        } else if (term instanceof Term.Choice choice) {
            choice.terms().forEach(this::number);
        } else if (term instanceof Term.Repeat repeat) {
            number(repeat.term());
        } else if (term instanceof Term.Look look) {
            number(look.term());
        }
    }

    private void walk(Term term) {
        if (term instanceof Term.Characters characters) {
            int[] members = legible.computeIfAbsent(characters.set(), Legible::of);
            if (members.length > 0) {
                text.appendCodePoint(Legible.pick(members, random));
            }
        } else if (term instanceof Term.Sequence sequence) {
            sequence.terms().forEach(this::walk);
        } else if (term instanceof Term.Choice choice) {
            List<Term> terms = choice.terms();
            walk(terms.get(random.nextInt(terms.size())));
        } else if (term instanceof Term.Repeat repeat) {
            repeat(repeat);
        } else if (term instanceof Term.Group group) {
            int start = text.length();
            walk(group.term());
            String matched = text.substring(start);
            captured.put(String.valueOf(numbers.get(group)), matched);
            if (group.name() != null) {
                captured.put(group.name(), matched);
            }
        } else if (term instanceof Term.BackReference reference) {
            text.append(captured.getOrDefault(reference.group(), ""));
        }
    }

    private void repeat(Term.Repeat repeat) {
        int more = repeat.maximum() - repeat.minimum();
        int extra = lean || more == 0 ? 0 : random.nextInt(Math.min(more, SPREAD) + 1);
        // a word rather than a letter
        boolean word = extra > 0 && more > SPREAD && repeat.term() instanceof Term.Characters;
        int count = repeat.minimum() + (word ? Math.max(extra, 3) : extra);
        for (int i = 0; i < count && (i < repeat.minimum() || text.length() < most); i++) {
            if (text.length() > Threads.LONGEST) {
                return;
            }
            walk(repeat.term());
        }
    }
}
