package dev.sluice.mock;

import dev.sluice.exchange.Message;
import dev.sluice.exchange.ProblemException;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants of a mock: {@code Prefer: code=404, example=name, dynamic=true, seed=7, delay=250}, or in the query
 * {@code __code}, {@code __example}, {@code __dynamic}, {@code __seed}, {@code __delay}. Immutable.
 *
 * @param code of the answer; 0 where none is wanted
 * @param example its name, or null
 * @param dynamic whether values are generated, or null
 * @param seed of what is generated, or null
 * @param delay in milliseconds; -1 where none is wanted
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
public record Preferences(
        int code,
        @Nullable String example,
        @Nullable Boolean dynamic,
        @Nullable Long seed,
        long delay) {

    /** Nothing in particular. */
    public static final Preferences NONE = new Preferences(0, null, null, null, -1);

    /** In milliseconds: nobody waits longer than an hour. */
    static final long MOST_DELAY = 3_600_000;

    private static final CharSequence PREFER = HttpHeaders.createOptimized("prefer");
    private static final String IN_QUERY = "__";

    /**
     * What a request wants; {@link #NONE}, at no cost, where it says nothing. The query wins over the header, and what
     * comes first over what comes later. Preferences that are not a mock's are ignored.
     *
     * @throws ProblemException when one of them has a value that means nothing
     */
    public static Preferences of(Message message) {
        String prefer = message.headers().get(PREFER);
        String query = message.query();
        boolean queried = query != null && query.contains(IN_QUERY);
        if (prefer == null && !queried) {
            return NONE;
        }
        PreferenceReader reader = new PreferenceReader();
        if (query != null && queried) {
            reader.query(query);
        }
        if (prefer != null) {
            List<String> lines = message.headers().getAll(PREFER);
            reader.header(lines.size() == 1 ? prefer : String.join(",", lines));
        }
        return reader.preferences();
    }

    /** Whether it is about what is answered, not about when. */
    public boolean isAboutAnswer() {
        return code != 0 || example != null || dynamic != null || seed != null;
    }

    boolean isNone() {
        return code == 0 && example == null && dynamic == null && seed == null && delay < 0;
    }
}
