package dev.sluice.bench;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The yardstick: an HTTP server that reads the body and answers 660 fixed bytes of JSON. Its code stays as it is, so
 * that figures of different days compare.
 */
public final class BareServer extends VerticleBase {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json;charset=UTF-8");

    private static final Buffer ANSWER = Buffer.buffer("{\"id\":\"4189d3c2-8882-4871-a3c2-d380272eed88\","
            + "\"port_id\":\"59d73990-72c5-4123-b861-329f99264f21\","
            + "\"vip_port_id\":\"7c1b4a55-0f4e-4d0c-9a35-6f0f1f2f7f0e\","
            + "\"service_name\":\"az.bare-vertx-answer.4189d3c2-8882-4871-a3c2-d380272eed88\","
            + "\"description\":\"the bare answer: 660 bytes that never vary\","
            + "\"server_type\":\"VM\",\"vpc_id\":\"84758cf5-9c62-43ae-a778-3dbd8370c0a4\","
            + "\"approval_enabled\":true,\"status\":\"available\",\"service_type\":\"interface\","
            + "\"created_at\":\"2018-10-18T13:26:02Z\",\"updated_at\":\"2018-10-18T13:26:03Z\","
            + "\"project_id\":\"295dacf46a4842fcbf7844dc2dc2489d\","
            + "\"ports\":[{\"client_port\":8081,\"server_port\":22,\"protocol\":\"TCP\"},"
            + "{\"client_port\":8082,\"server_port\":23,\"protocol\":\"UDP\"}]}");

    private final int port;

    private BareServer(int port) {
        this.port = port;
    }

    /** Arguments: port, number of event loops. Prints {@code listening <port>} when it takes requests. */
    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        int eventLoops = Integer.parseInt(arguments[1]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops));
        vertx.deployVerticle(() -> new BareServer(port), new DeploymentOptions().setInstances(eventLoops))
                .onSuccess(id -> System.out.println("listening " + port))
                .onFailure(failure -> {
                    System.err.println("cannot listen on " + port + ": " + failure.getMessage());
                    System.exit(2);
                });
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(BareServer::answer).listen(port, "127.0.0.1");
    }

    private static void answer(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, JSON)
                        .end(ANSWER));
    }
}
