package dev.sluice.proxy.upstream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;

/**
 * Sends a GET over a connection of its own each time, so that a target that no longer accepts any is found out. Confined to
 * one event loop.
 */
final class HttpProbe implements Probe {

    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final HealthSettings health;
    private final HttpClient client;

    /** @param options with the TLS of the upstream */
    HttpProbe(Vertx vertx, UpstreamSettings settings, HealthSettings health, HttpClientOptions options) {
        this.vertx = vertx;
        this.settings = settings;
        this.health = health;
        boolean http2 = settings.http2() == Http2.PRIOR_KNOWLEDGE;
        this.client = vertx.createHttpClient(new HttpClientOptions(options)
                .setProtocolVersion(http2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1)
                .setHttp2ClearTextUpgrade(false)
                .setUseAlpn(http2 && options.isUseAlpn())
                .setKeepAlive(false)
                .setConnectTimeout((int) health.timeout().toMillis()));
    }

    @Override
    public Future<String> ailment(Target target) {
        Attempt attempt = new Attempt();
        client.request(options(target)).onComplete(attempt::connected, attempt::failed);
        return attempt.verdict.future();
    }

    private RequestOptions options(Target target) {
        RequestOptions options = new RequestOptions()
                .setServer(target.address())
                .setHost(target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setMethod(HttpMethod.GET)
                .setURI(health.path())
                .putHeader(HttpHeaders.USER_AGENT, "sluice-health");
        if (settings.host() instanceof HostHeader.Name name) {
            options.putHeader(HttpHeaders.HOST, name.authority());
        }
        return options;
    }

    /** Ends with its time, whatever it waits for. */
    private final class Attempt {

        private final Promise<String> verdict = Promise.promise();
        private final long timer = vertx.setTimer(
                health.timeout().toMillis(),
                late -> verdict.tryComplete(
                        "no answer within " + health.timeout().toMillis() + " ms"));

        void connected(HttpClientRequest request) {
            // its request fails with it; without a handler Vert.x logs it as an error
            request.connection().exceptionHandler(failure -> {});
            verdict.future().onComplete(known -> request.connection().close());
            if (!verdict.future().isComplete()) {
                request.send().onComplete(response -> end(ailment(response.statusCode())), this::failed);
            }
        }

        private static String ailment(int status) {
            return status >= 200 && status < 400 ? "" : "status " + status;
        }

        void failed(Throwable failure) {
            end(Ailments.of(failure));
        }

        private void end(String ailment) {
            vertx.cancelTimer(timer);
            verdict.tryComplete(ailment);
        }
    }
}
