package dev.sluice.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What values look like that people give members of a name: kinds of texts, ranges of numbers. Immutable. */
final class Looks {

    /** @param decimals behind the point */
    record Range(BigDecimal lowest, BigDecimal highest, int decimals) {}

    private static final Range INTEGERS = new Range(BigDecimal.ONE, BigDecimal.valueOf(1_000), 0);
    private static final Range NUMBERS = new Range(BigDecimal.ONE, BigDecimal.valueOf(1_000), 2);

    private static final Map<String, List<String>> WORDS = new HashMap<>();
    private static final Map<String, String> KINDS = new HashMap<>();
    private static final Map<String, Range> RANGES = new HashMap<>();

    static {
        InputStream file = Looks.class.getResourceAsStream("words.txt");
        if (file == null) {
            throw new IllegalStateException("words.txt (expected: beside this class)");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.contains(": ") && !line.startsWith("#"))
                    .forEach(Looks::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Looks() {}

    private static void read(String line) {
        int colon = line.indexOf(": ");
        String[] head = line.substring(0, colon).split(" ", -1);
        List<String> list = List.of(line.substring(colon + 2).split("\\|", -1));
        switch (head[0]) {
            case "word" -> WORDS.put(head[1], list);
            case "name" -> list.forEach(name -> KINDS.putIfAbsent(name, head[1]));
            case "number" -> {
                Range range = new Range(new BigDecimal(head[2]), new BigDecimal(head[3]), Integer.parseInt(head[4]));
                list.forEach(name -> RANGES.putIfAbsent(name, range));
            }
            default -> throw new IllegalStateException("words.txt: " + line + " (expected: word, name or number)");
        }
    }

    /** The kind of text that a name means, or null. */
    static @Nullable String kind(String name) {
        return find(name, KINDS);
    }

    static Range range(String name, boolean integer) {
        Range known = find(name, RANGES);
        return known == null ? integer ? INTEGERS : NUMBERS : known;
    }

    /** By the whole name, else by its last words: {@code billing_email}, {@code shipToCity}. */
    private static <T> @Nullable T find(String name, Map<String, T> known) {
        List<String> words = words(name);
        for (int from = Math.max(0, words.size() - 3); from < words.size(); from++) {
            T found = known.get(String.join("", words.subList(from, words.size())));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < Math.min(name.length(), 64); i++) {
            char c = name.charAt(i);
            boolean upper = Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
            if ((upper || !Character.isLetterOrDigit(c)) && !word.isEmpty()) {
                words.add(word.toString().toLowerCase(Locale.ROOT));
                word.setLength(0);
            }
            if (Character.isLetterOrDigit(c)) {
                word.append(c);
            }
        }
        if (!word.isEmpty()) {
            words.add(word.toString().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    /** The name of one item of a list. */
    static String singular(String name) {
        if (name.endsWith("ies") && name.length() > 4) {
            return name.substring(0, name.length() - 3) + "y";
        }
        return name.endsWith("s") && !name.endsWith("ss") && name.length() > 3
                ? name.substring(0, name.length() - 1)
                : name;
    }

    static String word(String kind, SplittableRandom random) {
        List<String> words = WORDS.getOrDefault(kind, List.of("text"));
        return words.get(random.nextInt(words.size()));
    }

    static boolean hasWords(String kind) {
        return WORDS.containsKey(kind);
    }
}
