package dev.sluice.control;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A client of this process's own listener. An answer is kept up to a size, and waited for up to a time. */
final class DataClient {

    /** Bytes of an answer's body that are kept. */
    static final int MAX_BODY = 256 * 1024;

    private static final int MAX_HEADERS = 64 * 1024;

    private final Vertx vertx;
    private final long patienceMillis;
    private final HttpClient http;

    /**
     * What came.
     *
     * @param cut whether the body went on
     * @param nanos until the last byte of it that was read
     */
    record Answer(int status, String reason, MultiMap headers, Buffer body, boolean cut, long nanos) {

        /** The body as text; null where it is none. */
        @Nullable
        String text() {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(body.getBytes()))
                        .toString();
                return text.indexOf('\0') >= 0 ? null : text;
            } catch (CharacterCodingException noText) {
                return null;
            }
        }
    }

    DataClient(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patienceMillis = patience.toMillis();
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) patienceMillis)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxRedirects(0)
                .setKeepAlive(false)
                // the listener is this process's own, and its certificate is for other names than the loopback's
                .setTrustAll(true)
                .setVerifyHost(false);
        this.http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(TryApi.MOST_AT_ONCE));
    }

    Future<Answer> send(RequestOptions options, @Nullable Buffer body) {
        long start = System.nanoTime();
        Promise<Answer> answer = Promise.promise();
        http.request(options)
                .onSuccess(request -> send(request, body, start, answer))
                .onFailure(answer::tryFail);
        return answer.future();
    }

    private void send(HttpClientRequest request, @Nullable Buffer body, long start, Promise<Answer> answer) {
        request.response()
                .onSuccess(response -> read(request, response, start, answer))
                .onFailure(answer::tryFail);
        (body == null ? request.end() : request.end(body)).onFailure(answer::tryFail);
        long timer = vertx.setTimer(patienceMillis, late -> {
            answer.tryFail(new TimeoutException());
            request.reset();
        });
        answer.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void read(
            HttpClientRequest request, HttpClientResponse response, long start, Promise<Answer> answer) {
        Buffer kept = Buffer.buffer();
        response.handler(chunk -> {
            int room = MAX_BODY - kept.length();
            kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
            if (chunk.length() > room) {
                answer.tryComplete(of(response, kept, true, start));
                request.reset();
            }
        });
        response.exceptionHandler(answer::tryFail);
        response.endHandler(ended -> answer.tryComplete(of(response, kept, false, start)));
    }

    private static Answer of(HttpClientResponse response, Buffer kept, boolean cut, long start) {
        String reason = response.statusMessage() == null ? "" : response.statusMessage();
        return new Answer(response.statusCode(), reason, response.headers(), kept, cut, System.nanoTime() - start);
    }
}
