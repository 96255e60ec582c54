package dev.sluice.schema.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes texts in which patterns are found, all of them in each. Immutable; safe for any number of threads. */
public final class TextSampler {

    private static final int WALKS = 12;
    private static final int LENGTHS = 40;
    private static final int SEARCHES = 3;
    private static final int LONGEST_SEARCH = 2_000;

    /** Of other dialects: what says the same here. */
    private static final Map<String, String> FOREIGN = new LinkedHashMap<>();

    static {
        FOREIGN.put("\\A", "^");
        FOREIGN.put("\\Z", "$");
        FOREIGN.put("\\z", "$");
        FOREIGN.put("(?i)", "");
        FOREIGN.put("(?s)", "");
        FOREIGN.put("(?u)", "");
        FOREIGN.put("++", "+");
        FOREIGN.put("*+", "*");
        FOREIGN.put("?+", "?");
        FOREIGN.put("(?>", "(?:");
        FOREIGN.put("[:alnum:]", "a-zA-Z0-9");
        FOREIGN.put("[:alpha:]", "a-zA-Z");
        FOREIGN.put("[:digit:]", "0-9");
        FOREIGN.put("[:space:]", " ");
        FOREIGN.put("\\h", " ");
        FOREIGN.put("\\R", "\\n");
    }

    private final List<TextPattern> patterns;
    private final List<Term> terms;
    private final Map<CodePoints, int[]> legible = new ConcurrentHashMap<>();

    private TextSampler(List<TextPattern> patterns, List<Term> terms) {
        this.patterns = patterns;
        this.terms = terms;
    }

    public static TextSampler of(List<TextPattern> patterns) {
        List<Term> terms = new ArrayList<>();
        for (TextPattern pattern : patterns) {
            Term term = parse(pattern.source());
            if (term != null) {
                terms.add(term);
            }
        }
        return new TextSampler(List.copyOf(patterns), List.copyOf(terms));
    }

    private static @Nullable Term parse(String source) {
        try {
            return PatternParser.parse(source);
        } catch (PatternException foreign) {
            String text = source;
            for (Map.Entry<String, String> word : FOREIGN.entrySet()) {
                text = text.replace(word.getKey(), word.getValue());
            }
            try {
                return PatternParser.parse(text);
            } catch (PatternException unknown) {
                return null;
            }
        }
    }

    /**
     * A text of so many code points, looked for as long as it may take: a fraction of a second where there is none.
     *
     * @param wanted what else is asked of the text
     * @return null when none was found
     */
    public @Nullable String find(RandomGenerator random, int minimum, int maximum, Predicate<String> wanted) {
        String text = sample(random, minimum, maximum, wanted);
        return text == null ? search(random, minimum, maximum, wanted) : text;
    }

    /** As {@link #find}, but gives up soon. */
    public @Nullable String sample(RandomGenerator random, int minimum, int maximum, Predicate<String> wanted) {
        for (int i = 0; i < WALKS && !terms.isEmpty(); i++) {
            Term term = terms.get(i % terms.size());
            String text = new RandomWalk(legible, random, i % 3 == 2, maximum).write(term);
            text = padded(text, minimum, random);
            if (fits(text, minimum, maximum) && wanted.test(text)) {
                return text;
            }
        }
        return null;
    }

    /** A pattern without an anchor at its end lets anything follow. */
    private String padded(String text, int minimum, RandomGenerator random) {
        int lack = minimum - text.codePointCount(0, text.length());
        if (lack <= 0) {
            return text;
        }
        StringBuilder padded = new StringBuilder(text);
        for (int i = 0; i < lack; i++) {
            padded.append((char) ('a' + random.nextInt(26)));
        }
        return padded.toString();
    }

    private boolean fits(String text, int minimum, int maximum) {
        int length = text.codePointCount(0, text.length());
        if (length < minimum || length > maximum) {
            return false;
        }
        for (TextPattern pattern : patterns) {
            if (!pattern.isFoundIn(text)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String search(RandomGenerator random, int minimum, int maximum, Predicate<String> wanted) {
        Threads threads = Threads.of(terms, legible);
        if (threads == null || minimum > LONGEST_SEARCH) {
            return null;
        }
        int span = (int) Math.min((long) maximum - minimum + 1, LENGTHS);
        int start = random.nextInt(Math.min(span, 8));
        for (int i = 0; i < span; i++) {
            int length = minimum + (start + i) % span;
            for (int j = 0; j < SEARCHES; j++) {
                String text = threads.search(length, random);
                if (text == null) {
                    break;
                }
                if (fits(text, minimum, maximum) && wanted.test(text)) {
                    return text;
                }
            }
        }
        return null;
    }
}
