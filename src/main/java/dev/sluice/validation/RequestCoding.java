package dev.sluice.validation;

import dev.sluice.exchange.Body;
import dev.sluice.exchange.Problem;
import dev.sluice.exchange.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The coding of a request's content: gzip or deflate, once. More is refused, and so is what stands behind the end, be it another
 * member: who reads on where another stops would judge other content than is read. Stateless; safe for any number of threads.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-8.4">RFC 9110, 8.4</a>
 */
public final class RequestCoding {

    private RequestCoding() {}

    /** Whether content in the coding that the head tells can be undone; false also where it tells none. */
    public static boolean isUndone(MultiMap headers) {
        return Codings.undone(headers).size() == 1;
    }

    /** 415 for content in another coding, or in several. */
    public static Problem unsupported() {
        return Problem.of(
                        ProblemType.UNSUPPORTED_MEDIA_TYPE, "expected: Content-Encoding gzip or deflate, once, or none")
                .withHeader("Accept-Encoding", "gzip, deflate");
    }

    /** 413 for content that unfolds to more than is held of one. */
    public static Problem tooLarge(long limit) {
        return Problem.of(
                ProblemType.BODY_TOO_LARGE, "expected: at most " + limit + " bytes, with the Content-Encoding undone");
    }

    /** 400 for content that somebody has to read, and cannot. */
    public static Problem broken() {
        return Problem.of(ProblemType.BAD_REQUEST, "expected: one whole content in its Content-Encoding");
    }

    /**
     * Undoes content that is held.
     *
     * @param limit bytes that it may unfold to
     * @return null where that is more; {@link Body.Broken} where it is not in its coding, or no content in one that is undone
     */
    public static @Nullable Body undo(MultiMap headers, Buffer content, long limit) {
        ContentDecoder decoder = decoder(headers, limit, Long.MAX_VALUE);
        if (decoder == null) {
            return Body.Broken.BROKEN;
        }
        Buffer plain = decoder.whole(content);
        return switch (decoder.finish()) {
            case WHOLE -> plain.length() == 0 ? Body.Empty.EMPTY : new Body.Bytes(plain);
            case TOO_LARGE -> null;
            case BROKEN, OPEN -> Body.Broken.BROKEN;
        };
    }

    /** @return null where it is none that is undone */
    static @Nullable ContentDecoder passing(MultiMap headers, long limit) {
        return decoder(headers, limit, Codings.BURST);
    }

    private static @Nullable ContentDecoder decoder(MultiMap headers, long limit, long burst) {
        List<String> codings = Codings.undone(headers);
        if (codings.size() != 1) {
            return null;
        }
        Inflation inflation = codings.get(0).equals(Codings.DEFLATE) ? Inflation.deflate() : Inflation.gzipMember();
        return new ContentDecoder(List.of(inflation), limit, burst);
    }
}
