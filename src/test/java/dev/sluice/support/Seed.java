package dev.sluice.support;

/**
 * What chance begins with in tests: the same in every run, so that a change is judged by what it changes. With {@code
 * -Dsluice.seed=random}, or a number, it is another one: to look for what nobody has met yet, or for what such a run found.
 */
public final class Seed {

    private static final String PROPERTY = "sluice.seed";
    private static final long USUAL = 20261123;

    private Seed() {}

    public static long next() {
        String wish = System.getProperty(PROPERTY, "");
        if (wish.equals("random")) {
            return System.nanoTime();
        }
        return wish.isEmpty() ? USUAL : Long.parseLong(wish);
    }
}
