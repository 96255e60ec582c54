package dev.sluice.validation;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What cannot be judged as it comes: content in a coding, and content without an end. */
public final class Codings {

    private static final List<String> ENDLESS = List.of(
            "text/event-stream",
            "multipart/x-mixed-replace",
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/json-seq",
            "application/stream+json",
            "application/grpc");

    private Codings() {}

    /** RFC 9110, 8.4. */
    public static boolean isEncoded(MultiMap headers) {
        String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (coding == null) {
            return false;
        }
        List<String> lines = headers.getAll(HttpHeaders.CONTENT_ENCODING);
        return isCoding(lines.size() == 1 ? coding : String.join(", ", lines));
    }

    /** @param coding the value of {@code Content-Encoding}, or null */
    static boolean isCoding(@Nullable String coding) {
        return coding != null && !coding.isEmpty() && !coding.equalsIgnoreCase("identity");
    }

    public static boolean isEndless(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return ENDLESS.stream().anyMatch(type::startsWith);
    }
}
