package dev.sluice.proxy;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Judges the head of an HTTP/1 answer where the decoder does not: RFC 9112, 6, and RFC 9110, 6.4.1, 8.6 and 15.2. */
final class AnswerCheck {

    /** So many informational answers may come before the one that is asked for. */
    static final int MOST_INFORMATIONAL = 32;

    private AnswerCheck() {}

    /** @return what is wrong, or null */
    static @Nullable Failure judge(HttpResponse response, boolean upgrade) {
        int status = response.status().code();
        HttpVersion version = response.protocolVersion();
        boolean known = HttpVersion.HTTP_1_1.equals(version) || HttpVersion.HTTP_1_0.equals(version);
        if (!known || status < 100 || status > 599) {
            return Failure.PROTOCOL_ERROR;
        }
        if (status == 101 && !(upgrade && response.headers().contains(HttpHeaderNames.UPGRADE))) {
            return Failure.PROTOCOL_ERROR;
        }
        if (status == 204 && length(response.headers()) > 0) {
            return Failure.PROTOCOL_ERROR;
        }
        if (!response.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return null;
        }
        List<String> codings = response.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        boolean chunked = codings.size() == 1
                && codings.get(0).equalsIgnoreCase("chunked")
                && HttpVersion.HTTP_1_1.equals(version);
        return chunked ? null : Failure.RESPONSE_TRANSFER_CODING;
    }

    static AnswerHead head(HttpResponse response) {
        return new AnswerHead(
                response.status().code(),
                response.headers(),
                length(response.headers()),
                HttpVersion.HTTP_1_0.equals(response.protocolVersion()) ? "1.0" : "1.1");
    }

    /**
     * Whether another request may follow.
     *
     * @param head whether it answers HEAD
     */
    static boolean keepsAlive(HttpResponse response, boolean head) {
        int status = response.status().code();
        boolean ends = head
                || status == 204
                || status == 304
                || response.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                || HttpUtil.isTransferEncodingChunked(response);
        return ends && HttpUtil.isKeepAlive(response);
    }

    /** Until when it is safe to use the connection again, a second before the upstream closes it. */
    static long restsUntil(HttpHeaders headers) {
        String keepAlive = headers.get("Keep-Alive");
        if (keepAlive == null) {
            return Long.MAX_VALUE;
        }
        for (String part : keepAlive.split(",", -1)) {
            String parameter = part.strip();
            if (parameter.regionMatches(true, 0, "timeout=", 0, 8)) {
                return System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds(parameter.substring(8)) - 1);
            }
        }
        return Long.MAX_VALUE;
    }

    private static long seconds(String digits) {
        try {
            return Math.max(1, Math.min(3600, Long.parseLong(digits)));
        } catch (NumberFormatException malformed) {
            return 3600;
        }
    }

    /** The decoder has looked at it: digits, and once. */
    private static long length(HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }
}
