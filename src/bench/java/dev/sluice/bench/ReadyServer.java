package dev.sluice.bench;

import dev.sluice.app.DefaultEdge;
import dev.sluice.auth.AnonymousScheme;
import dev.sluice.contract.ContractPlan;
import dev.sluice.contract.Contracts;
import dev.sluice.control.Metrics;
import dev.sluice.document.DocumentException;
import dev.sluice.edge.EdgeServer;
import dev.sluice.edge.Mount;
import dev.sluice.edge.Stages;
import dev.sluice.exchange.Backend;
import dev.sluice.exchange.Reply;
import dev.sluice.ratelimit.LocalProjectLimiter;
import dev.sluice.ratelimit.RateLimitMode;
import dev.sluice.ratelimit.RateLimitSettings;
import dev.sluice.validation.RequestValidator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What Sluice itself costs: the real edge with its pipeline, validator and metrics, no limits, before a backend that
 * answers every valid request with the bytes of {@link BareServer}.
 */
public final class ReadyServer {

    private static final String JSON = "application/json;charset=UTF-8";

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

    private ReadyServer() {}

    /**
     * Arguments: port, number of event loops, contract; further ones are ignored. Prints {@code listening <port>} when
     * it takes requests.
     */
    public static void main(String[] arguments) throws DocumentException {
        int port = Integer.parseInt(arguments[0]);
        int eventLoops = Integer.parseInt(arguments[1]);
        ContractPlan contract = Contracts.load(Path.of(arguments[2]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(eventLoops));
        new EdgeServer(DefaultEdge.at(port), stages(contract), new Metrics("bench").requests())
                .start(vertx, eventLoops)
                .onSuccess(listening -> System.out.println("listening " + listening))
                .onFailure(failure -> {
                    System.err.println("cannot listen on " + port + ": " + failure.getMessage());
                    System.exit(2);
                });
    }

    /** The stages before a backend that answers every valid request at once. */
    static Stages stages(ContractPlan contract) {
        Reply reply = new Reply.Full(200, JSON, ANSWER);
        Backend ready = exchange -> Future.succeededFuture(reply);
        RateLimitSettings off =
                new RateLimitSettings(RateLimitMode.OFF, null, Map.of(), RateLimitSettings.DEFAULT_MAX_PROJECTS);
        return new Stages(
                List.of(new Mount(contract, ready)),
                new AnonymousScheme(),
                new LocalProjectLimiter(off, List.of(contract)),
                new RequestValidator());
    }
}
