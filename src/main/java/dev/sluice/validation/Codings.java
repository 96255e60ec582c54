package dev.sluice.validation;

import dev.sluice.contract.Framing;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What cannot be judged as it comes: content in a coding, and content without an end. */
public final class Codings {

    static final String DEFLATE = "deflate";

    /** Codings on top of one another: nobody means well with more. */
    private static final int MOST = 3;

    /** Bytes that may come out of one piece of content that passes: what an event loop does at one time. */
    static final long BURST = 1024 * 1024;

    /** Besides the sequential media types. */
    private static final List<String> ENDLESS =
            List.of("multipart/x-mixed-replace", "application/stream+json", "application/grpc");

    private Codings() {}

    /** RFC 9110, 8.4. */
    public static boolean isEncoded(MultiMap headers) {
        return isCoding(of(headers));
    }

    /** The value of {@code Content-Encoding}, its lines joined (RFC 9110, 5.3); null where there is none. */
    private static @Nullable String of(MultiMap headers) {
        String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (coding == null) {
            return null;
        }
        List<String> lines = headers.getAll(HttpHeaders.CONTENT_ENCODING);
        return lines.size() == 1 ? coding : String.join(", ", lines);
    }

    /**
     * Undoes the codings of a message that passes.
     *
     * @param limit bytes that it may unfold to
     * @return null where one of them is none that is undone, or where there are too many
     */
    public static @Nullable ContentDecoder passing(MultiMap headers, long limit) {
        return decoder(headers, limit, BURST);
    }

    /** As {@link #passing}, of a message that is held. */
    static @Nullable ContentDecoder held(MultiMap headers, long limit) {
        return decoder(headers, limit, Long.MAX_VALUE);
    }

    private static @Nullable ContentDecoder decoder(MultiMap headers, long limit, long burst) {
        List<String> codings = undone(headers);
        return codings.isEmpty()
                ? null
                : new ContentDecoder(
                        codings.stream()
                                .map(coding -> coding.equals(DEFLATE) ? Inflation.deflate() : Inflation.gzip())
                                .toList(),
                        limit,
                        burst);
    }

    /** Whether {@link #passing} gives a decoder. */
    static boolean areUndone(MultiMap headers) {
        return !undone(headers).isEmpty();
    }

    /** The codings in the order in which they are undone; empty where there are none, or others than that. */
    static List<String> undone(MultiMap headers) {
        String list = of(headers);
        List<String> codings = new ArrayList<>();
        for (String coding : list == null ? new String[0] : list.split(",", -1)) {
            String name = coding.strip().toLowerCase(Locale.ROOT);
            if (!isNone(name)) {
                boolean known = name.equals(DEFLATE) || name.equals("gzip") || name.equals("x-gzip");
                if (!known || codings.size() == MOST) {
                    return List.of();
                }
                // the last one was done last
                codings.add(0, name);
            }
        }
        return codings;
    }

    /** @param coding the value of {@code Content-Encoding}, or null */
    static boolean isCoding(@Nullable String coding) {
        if (coding == null || isNone(coding)) {
            return false;
        }
        for (String each : coding.split(",", -1)) {
            if (!isNone(each.strip())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNone(String coding) {
        return coding.isEmpty() || coding.equalsIgnoreCase("identity");
    }

    /** Whether content of a media type may come for as long as somebody listens. */
    public static boolean isEndless(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return Framing.of(type) != null || ENDLESS.stream().anyMatch(type::startsWith);
    }
}
