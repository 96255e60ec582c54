package dev.sluice.schema.pattern;

import java.util.regex.Pattern;

/** Searches with {@link Pattern}, and gives up when that costs too much: what is not found in time is not found. */
final class BoundedMatcher {

    /** Reads of characters for every character of the text, and some to begin with. */
    private static final long READS_PER_CHARACTER = 100;

    private static final long READS = 20_000;

    private final Pattern pattern;

    BoundedMatcher(Pattern pattern) {
        this.pattern = pattern;
    }

    boolean isFoundIn(String text) {
        try {
            return pattern.matcher(new Metered(text)).find();
        } catch (TooCostly | StackOverflowError costly) {
            return false;
        }
    }

    /** Counts what the engine reads. */
    private static final class Metered implements CharSequence {

        private final String text;
        private long left;

        Metered(String text) {
            this.text = text;
            this.left = READS + READS_PER_CHARACTER * text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left < 0) {
                throw new TooCostly();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends a search. */
    private static final class TooCostly extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooCostly() {
            super("too many steps", null, false, false);
        }
    }
}
