package dev.sluice.exchange;

import dev.sluice.contract.MediaRange;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;

/**
 * Header fields of an answer, in their order, as bytes that are ready to be written; a name may stand there more than
 * once ({@code Set-Cookie}). Immutable; safe for many event loops. What the edge writes itself is not among them: the
 * content's type and length, {@code Date} (but see {@link #dated}), {@code Connection}, {@code X-Request-Id}, and the fields of rate limits.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-5">RFC 9110, 5</a>
 */
public final class Fields {

    public static final Fields NONE = new Fields(new CharSequence[0], false);

    private final CharSequence[] pairs;
    private final boolean dated;

    private Fields(CharSequence[] pairs, boolean dated) {
        this.pairs = pairs;
        this.dated = dated;
    }

    /**
     * Fields of an answer that came from elsewhere, and that were looked at there.
     *
     * @param pairs name and value by turns, each as in {@link #of}; not changed any more
     * @param dated whether {@code Date} is among them: a proxy leaves it as it came (RFC 9110, 6.6.1)
     */
    public static Fields relayed(CharSequence[] pairs, boolean dated) {
        return pairs.length == 0 ? NONE : new Fields(pairs, dated);
    }

    /** Whether {@code Date} is among them. */
    public boolean dated() {
        return dated;
    }

    /**
     * @param name a token (RFC 9110, 5.1)
     * @param value visible characters of Latin-1, spaces and tabs
     * @throws IllegalArgumentException when one of them is not
     */
    public static Fields of(String name, String value) {
        return NONE.and(name, value);
    }

    /** These, and one more. */
    public Fields and(String name, String value) {
        if (!MediaRange.isToken(name)) {
            throw new IllegalArgumentException("a header's name that is no token");
        }
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= 0xFF && c != 0x7F))) {
            throw new IllegalArgumentException(
                    "a value of " + name + " that no header can have (expected: visible characters of Latin-1)");
        }
        CharSequence[] more = Arrays.copyOf(pairs, pairs.length + 2);
        more[pairs.length] = HttpHeaders.createOptimized(name);
        more[pairs.length + 1] = HttpHeaders.createOptimized(value);
        return new Fields(more, dated);
    }

    /** How many there are. */
    public int size() {
        return pairs.length / 2;
    }

    /** @param index from 0 */
    public CharSequence name(int index) {
        return pairs[2 * index];
    }

    /** @param index from 0 */
    public CharSequence value(int index) {
        return pairs[2 * index + 1];
    }
}
