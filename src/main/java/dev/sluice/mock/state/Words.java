package dev.sluice.mock.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Names as people mean them: {@code pageSize}, {@code page_size} and {@code page[size]} are one word. */
final class Words {

    private Words() {}

    /** The letters and digits of a name, in lower case. */
    static String plain(String name) {
        StringBuilder text = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                text.append(c);
            }
        }
        return text.toString().toLowerCase(Locale.ROOT);
    }

    /** What an English plural may be the plural of, in plain words. */
    static List<String> singulars(String plural) {
        String word = plain(plural);
        List<String> singulars = new ArrayList<>();
        if (word.endsWith("ies")) {
            singulars.add(word.substring(0, word.length() - 3) + "y");
        }
        if (word.endsWith("es")) {
            singulars.add(word.substring(0, word.length() - 2));
        }
        if (word.endsWith("s")) {
            singulars.add(word.substring(0, word.length() - 1));
        }
        singulars.add(word);
        return singulars;
    }
}
