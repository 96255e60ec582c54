package dev.sluice.contract;

import org.jspecify.annotations.Nullable;

/** Finds the name that was probably meant. Stateless. */
public final class Nearest {

    private static final int FARTHEST = 3;

    private Nearest() {}

    /** A sentence's end: {@code  (is 'Port' meant?)}, or nothing when no name is near. */
    static String hint(String wrong, Iterable<String> names) {
        String best = find(wrong, names);
        return best == null ? "" : " (is '" + best + "' meant?)";
    }

    private static @Nullable String find(String wrong, Iterable<String> names) {
        String best = null;
        int least = Math.min(FARTHEST, wrong.length() / 2) + 1;
        for (String name : names) {
            if (Math.abs(name.length() - wrong.length()) < least) {
                int distance = distance(wrong, name);
                if (distance < least) {
                    least = distance;
                    best = name;
                }
            }
        }
        return best;
    }

    /** Levenshtein's, upper and lower case being the same; takes time in proportion to both lengths. */
    public static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int same = Character.toLowerCase(one.charAt(i - 1)) == Character.toLowerCase(other.charAt(j - 1))
                        ? diagonal
                        : diagonal + 1;
                diagonal = row[j];
                row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
