package dev.sluice.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;

/**
 * The yardstick of proxies: reads the body, sends it on with the method, path and fields that came, reads the answer, and
 * hands it back. Judges nothing, bounds nothing. Its code stays as it is, so that figures of different days compare.
 */
public final class BareProxy extends VerticleBase {

    private final int port;
    private final int upstream;

    private BareProxy(int port, int upstream) {
        this.port = port;
        this.upstream = upstream;
    }

    /** Arguments: port, number of event loops, port of the upstream. Prints {@code listening <port>} when it is there. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int eventLoops = Integer.parseInt(arguments[1]);
        int upstream = Integer.parseInt(arguments[2]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops));
        vertx.deployVerticle(() -> new BareProxy(port, upstream), new DeploymentOptions().setInstances(eventLoops))
                .onSuccess(id -> System.out.println("listening " + port))
                .onFailure(failure -> {
                    System.err.println("cannot listen on " + port + ": " + failure.getMessage());
                    System.exit(2);
                });
    }

    @Override
    public Future<?> start() {
        HttpClient client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(256));
        return vertx.createHttpServer()
                .requestHandler(request -> forward(client, request))
                .listen(port, "127.0.0.1");
    }

    private void forward(HttpClient client, HttpServerRequest request) {
        request.body()
                .compose(body -> client.request(new RequestOptions()
                                .setMethod(request.method())
                                .setHost("127.0.0.1")
                                .setPort(upstream)
                                .setURI(request.uri()))
                        .compose(forwarded -> send(request, forwarded, body)))
                .compose(answer -> answer.body().compose(content -> reply(request, answer, content)))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private static Future<HttpClientResponse> send(
            HttpServerRequest request, HttpClientRequest forwarded, Buffer body) {
        forwarded.headers().setAll(request.headers());
        return forwarded.send(body);
    }

    private static Future<Void> reply(HttpServerRequest request, HttpClientResponse answer, Buffer content) {
        request.response().setStatusCode(answer.statusCode());
        request.response().headers().setAll(answer.headers());
        request.response().headers().remove(HttpHeaders.TRANSFER_ENCODING);
        return request.response().end(content);
    }
}
