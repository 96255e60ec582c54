package dev.sluice.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** The head of a request, as it came. */
public final class Message {

    private final String method;
    private final String path;
    private final @Nullable String query;
    private final MultiMap headers;
    private final @Nullable String contentType;
    private final boolean repeatsContentType;

    /**
     * @param path not decoded, without the query
     * @param query not decoded, without the question mark; null when there is none
     * @param headers names in any case
     */
    public Message(String method, String path, @Nullable String query, MultiMap headers) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.contentType = headers.get(HttpHeaders.CONTENT_TYPE);
        this.repeatsContentType =
                contentType != null && headers.getAll(HttpHeaders.CONTENT_TYPE).size() > 1;
    }

    /**
     * For who has read the headers already.
     *
     * @param contentType of which there is one, or null
     */
    public Message(String method, String path, @Nullable String query, MultiMap headers, @Nullable String contentType) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.contentType = contentType;
        this.repeatsContentType = false;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public @Nullable String query() {
        return query;
    }

    public MultiMap headers() {
        return headers;
    }

    /** The value of {@code Content-Type}, the first where there are several; null when there is none. */
    public @Nullable String contentType() {
        return contentType;
    }

    /** Whether there is more than one {@code Content-Type}. */
    public boolean repeatsContentType() {
        return repeatsContentType;
    }
}
