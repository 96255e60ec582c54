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

    /** Of several that are as near the one of the most similar length, then the first of the alphabet: the order of a set is chance. */
    private static @Nullable String find(String wrong, Iterable<String> names) {
        int farthest = Math.min(FARTHEST, wrong.length() / 2);
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int longer = Math.abs(name.length() - wrong.length());
            int distance = longer > farthest ? longer : distance(wrong, name);
            int rank = distance * (FARTHEST + 1) + longer;
            if (distance <= farthest && (rank < least || (rank == least && best != null && name.compareTo(best) < 0))) {
                least = rank;
                best = name;
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
